using Timbre.Server.Http;

namespace Timbre.Server.Speech.OpenAi;

/// <summary>
/// GET /v1/models: programs ask which there are before they speak. There is one name; each voice has a model of its own behind it.
/// </summary>
internal static class ListModels
{
    private static readonly Model Only = new("timbre", "model", 0, "timbre");

    public static void Map(IEndpointRouteBuilder v1)
    {
        v1.MapGet("/models", All).WithName(nameof(ListModels));
        v1.MapGet("/models/{id}", One).WithName("GetModel").WithSummary("The one model.");
    }

    private static BodyAnswer<Models> All() => new Models("list", [Only]);

    private static BodyAnswer<Model> One(string id) => id == Only.Id ? Only : Refusal.NotFound("model");

    /// <summary>A model, as OpenAI's API has it.</summary>
    /// <param name="Id">What to call it.</param>
    /// <param name="Object"><c>model</c>.</param>
    /// <param name="Created">In seconds since 1970; 0, for nobody noted it.</param>
    /// <param name="OwnedBy"><c>timbre</c>.</param>
    public sealed record Model(string Id, string Object, long Created, string OwnedBy);

    /// <summary>All models.</summary>
    /// <param name="Object"><c>list</c>.</param>
    /// <param name="Data">The models.</param>
    public sealed record Models(string Object, IReadOnlyList<Model> Data);
}
