using Timbre.Server.Docs;
using Timbre.Server.Keys;
using Timbre.Server.Plumbing;
using Timbre.Server.Plumbing.Links;
using Timbre.Storage;

namespace Timbre.Server.Recordings;

/// <summary>GET /voices/{voice}/recordings/{uuid}/audio: the sound as it was sent, for whoever has a signed link that has not expired.</summary>
internal static class RecordingAudio
{
    public static void Map(IEndpointRouteBuilder api) => api
        .MapMethods("/voices/{voice}/recordings/{uuid}/audio", ["GET", "HEAD"], Handle)
        .WithName(nameof(RecordingAudio))
        .WithMetadata(OpenToLinks.Mark)
        .WithQuery("expires", typeof(long), "From the link: when it expires, in seconds since 1970.")
        .WithQuery("signature", typeof(string), "From the link.")
        .Produces<Stream>(200, "audio/wav", "audio/mpeg", "audio/mp4", "audio/flac", "audio/ogg", "audio/webm", "audio/aiff")
        .Refuses(403, 416);

    public static string PathOf(Recording recording) => $"/api/v2/voices/{recording.VoiceId}/recordings/{recording.Id}/audio";

    private static async Task Handle(string voice, string uuid, HttpContext context, SignedLinks links, RecordingTable recordings, BlobFolder blobs, CancellationToken ct)
    {
        var refusal = links.Refuse(context.Request);
        var recording = refusal is null ? await recordings.Find(voice, uuid, ct) : null;
        if (recording is null || Open(blobs, recording) is not { } sound)
        {
            await (refusal ?? Refusal.NotFound("recording")).ToResult().ExecuteAsync(context);
            return;
        }

        var response = context.Response;
        response.Headers.CacheControl = "private, no-store";
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.ContentDisposition = $"inline; filename=\"{recording.Id}{Path.GetExtension(recording.OriginalBlob)}\""; // both are made here
        await Results.Stream(sound, recording.OriginalType, lastModified: recording.CreatedAt, enableRangeProcessing: true).ExecuteAsync(context);
        if (response.StatusCode == StatusCodes.Status416RangeNotSatisfiable && !response.HasStarted)
            (response.ContentLength, response.ContentType) = (null, null); // the common shape of errors is filled in
    }

    private static FileStream? Open(BlobFolder blobs, Recording recording)
    {
        try
        {
            return new FileStream(blobs.PathOf(recording.OriginalBlob), FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 64 << 10, FileOptions.Asynchronous);
        }
        catch (Exception gone) when (gone is FileNotFoundException or DirectoryNotFoundException)
        {
            return null; // deleted since the row was read
        }
    }
}
