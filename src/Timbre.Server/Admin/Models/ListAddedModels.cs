using Timbre.Bundles.Store;
using Timbre.Server.Http;
using Timbre.Server.Recognition;

namespace Timbre.Server.Admin.Models;

/// <summary>GET /admin/v1/models: the models that were added, and which one is in use.</summary>
internal static class ListAddedModels
{
    public static void Map(IEndpointRouteBuilder admin) => admin.MapGet("/models", Handle).WithName(nameof(ListAddedModels));

    private static BodyAnswer<AllBody<AddedModelView>> Handle(BundleFolder bundles, RecogniserInUse recogniser) =>
        new AllBody<AddedModelView>(true, [.. bundles.List().Select(bundle => AddedModelView.Of(bundle, recogniser.Name))]);
}
