using System.ComponentModel;
using Timbre.Bundles.Store;
using Timbre.Server.Analysis;
using Timbre.Server.Http;
using Timbre.Server.Recognition;

namespace Timbre.Server.Admin.Models;

/// <summary>
/// PUT /admin/v1/models/use: has a model write down speech from now on. Recordings whose transcripts another has made are analysed anew.
/// </summary>
internal static class UseModel
{
    /// <param name="Recognise">A model's name, or `built-in`.</param>
    public sealed record Request([DefaultValue(BundleName.BuiltIn)] string? Recognise);

    public static void Map(IEndpointRouteBuilder admin) => admin.MapPut("/models/use", Handle).WithName(nameof(UseModel))
        .WithExample("""{"recognise":"built-in"}""")
        .Refuses(404, 409);

    private static async Task<BodyAnswer<DoneBody>> Handle(
        Request request, BundleFolder bundles, RecognitionOptions options, StaleAnalyses analyses, CancellationToken ct)
    {
        var name = request.Recognise ?? BundleName.BuiltIn;
        if (name != BundleName.BuiltIn && ModelLookup.Find(bundles, name) is null)
            return Refusal.NotFound("model");
        if (options.Name is not null)
            return new Refusal(
                409, "model_set", $"The setting {RecognitionOptions.NameSetting} says {options.Name}: change or remove that instead.");
        bundles.UseForRecognition(name == BundleName.BuiltIn ? null : name);
        var voices = await analyses.Enqueue(ct);
        return DoneBody.Of($"{name} writes down speech from now on; the recordings of {voices} voices are analysed anew.");
    }
}
