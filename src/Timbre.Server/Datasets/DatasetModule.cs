using Timbre.Server.Datasets.Fetching;
using Timbre.Server.Hosting;
using Timbre.Server.Network;

namespace Timbre.Server.Datasets;

/// <summary>Recordings from an address.</summary>
internal static class DatasetModule
{
    public static void AddDatasets(this IServiceCollection to) => to
        .AddSingleton(services => NetworkPolicy.Parse(services.GetRequiredService<Settings>().AllowNetworks))
        .AddSingleton(services => new GuardedHttp(services.GetRequiredService<NetworkPolicy>()))
        .AddSingleton<DatasetDownload>()
        .AddSingleton<DatasetImport>()
        .AddSingleton<DatasetIngest>();
}
