using Timbre.Storage.Blobs;

namespace Timbre.Server.Http.Links;

/// <summary>Sends a stored sound, or the ranges of it that are asked for.</summary>
internal sealed class LinkedAudio(BlobFolder blobs)
{
    /// <returns>Null when it has been deleted.</returns>
    /// <param name="blob">The sound.</param>
    /// <param name="name">Of the file that a browser would save, without its ending; made here, never a caller's.</param>
    /// <param name="contentType">Of the sound.</param>
    /// <param name="modified">When it was made.</param>
    /// <param name="ct">Ends the wait.</param>
    public async Task<StreamAnswer?> Open(string blob, string name, string contentType, DateTimeOffset modified, CancellationToken ct) =>
        await Open(blob, ct) is not { } sound ? null
        : StreamAnswer.Of(context => Send(context, sound, $"{name}{Path.GetExtension(blob)}", contentType, modified));

    private static async Task Send(HttpContext context, FileStream sound, string fileName, string contentType, DateTimeOffset modified)
    {
        var response = context.Response;
        response.Headers.CacheControl = "private, no-store";
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.ContentDisposition = $"inline; filename=\"{fileName}\"";
        await Results.Stream(sound, contentType, lastModified: modified, enableRangeProcessing: true).ExecuteAsync(context);
        if (response.StatusCode == StatusCodes.Status416RangeNotSatisfiable && !response.HasStarted)
            (response.ContentLength, response.ContentType) = (null, null); // the common shape of errors is filled in
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
