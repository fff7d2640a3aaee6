using Timbre.Server.Accounts;
using Timbre.Server.Consent;
using Timbre.Server.Http;
using Timbre.Server.Http.Links;
using Timbre.Server.Speech;

namespace Timbre.Server.Clips;

/// <summary>GET /projects/{project}/clips/{uuid}/audio: the sound, for whoever has a signed link that has not expired.</summary>
internal static class ClipAudio
{
    public static void Map(IEndpointRouteBuilder api) => api
        .MapMethods("/projects/{project}/clips/{uuid}/audio", ["GET", "HEAD"], Handle)
        .WithName(nameof(ClipAudio))
        .WithMetadata(AllowSignedLinks.Instance)
        .WithQuery("expires", typeof(long), "From the link: when it expires, in seconds since 1970.")
        .WithQuery("signature", typeof(string), "From the link.")
        .Produces<Stream>(200, "audio/wav", "audio/mpeg", "audio/ogg", "audio/flac")
        .Refuses(403, 416);

    public static string AddressOf(Clip clip) => $"/api/v2/projects/{clip.ProjectId}/clips/{clip.Id}/audio";

    private static async Task<StreamAnswer> Handle(
        string project, string uuid, HttpRequest request, SignedLinks links, LinkedAudio sounds, ClipTable clips, ConsentGate gate,
        CancellationToken ct)
    {
        if (links.Refuse(request) is { } refusal)
            return refusal;
        if (await clips.Find(project, uuid, ct) is not { Blob: { } blob } clip)
            return Refusal.NotFound("sound");
        if (await gate.RefusePlayback(clip.VoiceId, ct) is { } silent)
            return silent;
        var made = clip.LastGeneratedAt ?? clip.UpdatedAt;
        return await sounds.Open(blob, clip.Id, SpeechFile.ContentType(clip.OutputFormat), made, ct) is { } sound
            ? sound
            : Refusal.NotFound("sound");
    }
}
