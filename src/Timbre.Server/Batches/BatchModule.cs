using Timbre.Server.Configuration;
using Timbre.Server.Jobs;

namespace Timbre.Server.Batches;

/// <summary>Batches of a project: create, list, get, delete.</summary>
internal static class BatchModule
{
    public static void AddBatches(this IServiceCollection to, SettingsReader settings) => to
        .AddSingleton(settings.Limits<BatchLimits>())
        .AddSingleton<BatchTable>()
        .AddSingleton<BatchViews>()
        .AddSingleton<CreateBatch>()
        .AddJob<RenderBatch, RenderBatchHandler>("batch", maxConcurrency: 8, maxPerAccount: 4);

    public static void MapBatches(this IEndpointRouteBuilder api)
    {
        CreateBatch.Map(api);
        ListBatches.Map(api);
        GetBatch.Map(api);
        DeleteBatch.Map(api);
    }
}
