using System.ComponentModel.DataAnnotations;
using Timbre.Bundles.Files;
using Timbre.Bundles.Store;
using Timbre.Server.Http;
using Timbre.Server.Recognition;

namespace Timbre.Server.Admin.Models;

/// <summary>POST /admin/v1/models: a model that lies on the server's disk, copied into its data folder and not used yet.</summary>
internal static class AddModel
{
    /// <param name="Path">A model's file on the server's disk, or a folder with one.</param>
    /// <param name="Name">What to call it; without it, what the model is called.</param>
    public sealed record Request([Required] string? Path, string? Name);

    public static void Map(IEndpointRouteBuilder admin) => admin.MapPost("/models", Handle).WithName(nameof(AddModel))
        .WithExample("""{"path":"/srv/models/ggml-base.bin","name":"whisper-base"}""");

    private static async Task<Answer<AddedModelView>> Handle(
        Request request, BundleFolder bundles, RecogniserInUse recogniser, CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(request.Path) || !Path.IsPathRooted(request.Path))
            return Refusal.BadRequest("invalid_path", "path: an absolute path on the server's disk is needed.");
        try
        {
            var bundle = await Task.Run(() => bundles.Add(request.Path, request.Name, null, ct), ct);
            return AddedModelView.Of(bundle, recogniser.Name);
        }
        catch (Exception wrong) when (wrong is BundleException or UnauthorizedAccessException)
        {
            return Refusal.BadRequest("invalid_model", $"path: {wrong.Message}");
        }
    }
}
