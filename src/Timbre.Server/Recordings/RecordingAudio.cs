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

    private static async Task<StreamAnswer> Handle(
        string voice, string uuid, HttpRequest request, SignedLinks links, LinkedAudio sounds, RecordingTable recordings,
        CancellationToken ct) =>
        links.Refuse(request) is { } refusal ? refusal
        : await recordings.Find(voice, uuid, ct) is { } recording
            && await sounds.Open(recording.OriginalBlob, recording.Id, recording.OriginalType, recording.CreatedAt, ct) is { } sound ? sound
        : Refusal.NotFound("recording");
}
