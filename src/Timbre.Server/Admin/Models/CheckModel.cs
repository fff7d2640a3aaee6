using Timbre.Bundles.Store;
using Timbre.Models.Transcription.Recognisers;
using Timbre.Server.Http;
using Timbre.Server.Recognition;

namespace Timbre.Server.Admin.Models;

/// <summary>POST /admin/v1/models/{name}/check: what a model can do on this machine, measured; takes seconds to minutes.</summary>
internal static class CheckModel
{
    public static void Map(IEndpointRouteBuilder admin) => admin.MapPost("/models/{name}/check", Handle).WithName(nameof(CheckModel))
        .Refuses(404, 503);

    private static async Task<Answer<AddedModelView>> Handle(
        string name, BundleFolder bundles, RecogniserInUse recogniser, TimeProvider time, CancellationToken ct)
    {
        if (ModelLookup.Find(bundles, name) is not { } bundle)
            return Refusal.NotFound("model");
        try
        {
            bundle.Keep(await Task.Run(() => BundleCheck.Run(bundle, time, null, ct), ct));
            return AddedModelView.Of(bundle, recogniser.Name);
        }
        catch (Exception problem) when (problem is RecogniserUnavailableException or RecogniserFailedException)
        {
            return new Refusal(503, "model_unusable", problem.Message);
        }
    }
}
