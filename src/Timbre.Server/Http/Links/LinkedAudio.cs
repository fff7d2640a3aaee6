using Timbre.Storage.Blobs;

namespace Timbre.Server.Http.Links;

/// <summary>Sends a stored sound, or the ranges of it that are asked for.</summary>
internal sealed class LinkedAudio(BlobFolder blobs)
{
    /// <returns>False when it has been deleted; nothing is sent then.</returns>
    /// <param name="context">The request's.</param>
    /// <param name="blob">The sound.</param>
    /// <param name="name">Of the file that a browser would save, without its ending; made here, never a caller's.</param>
    /// <param name="contentType">Of the sound.</param>
    /// <param name="modified">When it was made.</param>
    public async Task<bool> Send(HttpContext context, string blob, string name, string contentType, DateTimeOffset modified)
    {
        if (await Open(blob, context.RequestAborted) is not { } sound)
            return false;

        var response = context.Response;
        response.Headers.CacheControl = "private, no-store";
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.ContentDisposition = $"inline; filename=\"{name}{Path.GetExtension(blob)}\"";
        await Results.Stream(sound, contentType, lastModified: modified, enableRangeProcessing: true).ExecuteAsync(context);
        if (response.StatusCode == StatusCodes.Status416RangeNotSatisfiable && !response.HasStarted)
            (response.ContentLength, response.ContentType) = (null, null); // the common shape of errors is filled in
        return true;
    }

    private async Task<FileStream?> Open(string blob, CancellationToken ct)
    {
        try
        {
            return await blobs.OpenRead(blob, ct);
        }
        catch (FileNotFoundException)
        {
            return null; // deleted since the row was read
        }
    }
}
