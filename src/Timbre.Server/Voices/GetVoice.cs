using Timbre.Server.Accounts;
using Timbre.Server.Http;

namespace Timbre.Server.Voices;

/// <summary>GET /voices/{uuid}: one voice, with how far its work is.</summary>
internal static class GetVoice
{
    public static void Map(IEndpointRouteBuilder voices) => voices.MapGet("/voices/{uuid}", Handle).WithName(nameof(GetVoice))
        .WithQuery("advanced", typeof(bool), "true adds `model` to the voice.");

    private static async Task<Answer<VoiceView>> Handle(
        string uuid, Account account, HttpRequest request, VoiceTable table, VoiceViews views, CancellationToken ct) =>
        await table.Find(account.Id, uuid, ct) is { } voice
            ? await views.Of(voice, ct, Flag(request, "advanced"))
            : Refusal.NotFound("voice");

    /// <summary>A switch in the query; the Python SDK writes <c>True</c>.</summary>
    internal static bool Flag(HttpRequest request, string name) =>
        request.Query[name].ToString().Equals("true", StringComparison.OrdinalIgnoreCase);
}
