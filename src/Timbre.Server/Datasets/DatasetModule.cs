using Timbre.Server.Configuration;
using Timbre.Server.Datasets.Fetching;
using Timbre.Server.Network;

namespace Timbre.Server.Datasets;

/// <summary>Recordings from an address.</summary>
internal static class DatasetModule
{
    public static void AddDatasets(this IServiceCollection to, SettingsReader settings) => to
        .AddSingleton(settings.Limits<DatasetLimits>())
        .AddSingleton(services => new GuardedHttp(services.GetRequiredService<NetworkPolicy>()))
        .AddSingleton<DatasetDownload>()
        .AddSingleton<DatasetImport>()
        .AddSingleton<DatasetIngest>();
}
