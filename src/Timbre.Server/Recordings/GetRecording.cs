using Timbre.Server.Accounts;
using Timbre.Server.Http;
using Timbre.Server.Voices;

namespace Timbre.Server.Recordings;

/// <summary>GET /voices/{voice}/recordings/{uuid}: one recording, with a fresh link to its sound.</summary>
internal static class GetRecording
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/voices/{voice}/recordings/{uuid}", Handle).WithName(nameof(GetRecording));

    private static async Task<Answer<RecordingView>> Handle(
        string voice, string uuid, Account account, HttpRequest request, VoiceTable voices, RecordingTable recordings, RecordingViews views,
        CancellationToken ct) =>
        await voices.Find(account.Id, voice, ct) is null ? Refusal.NotFound("voice")
        : await recordings.Find(voice, uuid, ct) is { } recording ? await views.Of(request, recording, ct)
        : Refusal.NotFound("recording");
}
