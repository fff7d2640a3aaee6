using Timbre.Bundles.Store;
using Timbre.Server.Http;
using Timbre.Server.Recognition;

namespace Timbre.Server.Admin.Models;

/// <summary>DELETE /admin/v1/models/{name}: where it was in use, the built-in recogniser takes its place.</summary>
internal static class RemoveModel
{
    public static void Map(IEndpointRouteBuilder admin) => admin.MapDelete("/models/{name}", Handle).WithName(nameof(RemoveModel))
        .Refuses(404, 409);

    private static BodyAnswer<DoneBody> Handle(
        string name, BundleFolder bundles, RecognitionOptions options, RecogniserInUse recogniser)
    {
        if (ModelLookup.Find(bundles, name) is null)
            return Refusal.NotFound("model");
        if (options.Name == name)
            return new Refusal(409, "model_in_use", $"The setting {RecognitionOptions.NameSetting} names it: change that first.");
        bundles.Remove(name);
        recogniser.Unload(name);
        return DoneBody.Of();
    }
}
