using Timbre.Server.Accounts;
using Timbre.Server.Http;
using Timbre.Server.Http.Links;

namespace Timbre.Server.Recordings;

/// <summary>
/// GET /voices/{voice}/recordings/{uuid}/audio: the sound as it was sent, for whoever has a signed link that has not expired.
/// </summary>
internal static class RecordingAudio
{
    public static void Map(IEndpointRouteBuilder api) => api
        .MapMethods("/voices/{voice}/recordings/{uuid}/audio", ["GET", "HEAD"], Handle)
        .WithName(nameof(RecordingAudio))
        .WithMetadata(AllowSignedLinks.Instance)
        .WithQuery("expires", typeof(long), "From the link: when it expires, in seconds since 1970.")
        .WithQuery("signature", typeof(string), "From the link.")
        .Produces<Stream>(200, "audio/wav", "audio/mpeg", "audio/mp4", "audio/flac", "audio/ogg", "audio/webm", "audio/aiff")
        .Refuses(403, 416);

    public static string AddressOf(Recording recording) => $"/api/v2/voices/{recording.VoiceId}/recordings/{recording.Id}/audio";

    private static async Task Handle(
        string voice, string uuid, HttpContext context, SignedLinks links, LinkedAudio sounds, RecordingTable recordings,
        CancellationToken ct)
    {
        if (links.Refuse(context.Request) is { } refusal)
            await refusal.ToResult().ExecuteAsync(context);
        else if (await recordings.Find(voice, uuid, ct) is not { } recording
            || !await sounds.Send(context, recording.OriginalBlob, recording.Id, recording.OriginalType, recording.CreatedAt))
            await Refusal.NotFound("recording").ToResult().ExecuteAsync(context);
    }
}
