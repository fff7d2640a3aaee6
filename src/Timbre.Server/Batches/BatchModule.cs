using Timbre.Server.Jobs;

namespace Timbre.Server.Batches;

/// <summary>Batches of a project: create, list, get, delete.</summary>
internal static class BatchModule
{
    public static void AddBatches(this IServiceCollection to) => to
        .AddSingleton<BatchTable>()
        .AddSingleton<BatchViews>()
        .AddSingleton<IIntentHandler, RenderBatch>();

    public static void MapBatches(this IEndpointRouteBuilder api)
    {
        CreateBatch.Map(api);
        ListBatches.Map(api);
        GetBatch.Map(api);
        DeleteBatch.Map(api);
    }
}
