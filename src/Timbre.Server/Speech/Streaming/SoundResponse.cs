namespace Timbre.Server.Speech.Streaming;

/// <summary>Sound as the body of an answer, sent block by block as it comes.</summary>
internal static class SoundResponse
{
    private const int MaxIssueChars = 2000;

    /// <summary>
    /// Sends the sound to its end, or until the caller goes. What fails before there is any sound is thrown, so that it can be answered;
    /// later the connection breaks off.
    /// </summary>
    /// <param name="context">The request's.</param>
    /// <param name="contentType">Of the sound.</param>
    /// <param name="issues">What was asked for and is not done; told in the header <c>x-timbre-issues</c>, for a sound has no other
    /// place.</param>
    /// <param name="sound">Blocks, each taken before the next is asked for.</param>
    public static async Task Send(
        HttpContext context, string contentType, IReadOnlyList<string> issues, IAsyncEnumerable<ReadOnlyMemory<byte>> sound)
    {
        var ct = context.RequestAborted;
        await using var blocks = sound.GetAsyncEnumerator(ct);
        var more = await blocks.MoveNextAsync();
        var response = context.Response;
        response.ContentType = contentType;
        response.Headers.CacheControl = "no-store";
        response.Headers["X-Accel-Buffering"] = "no"; // a proxy that collects the stream before passing it on makes it worthless
        if (issues.Count > 0)
            response.Headers["x-timbre-issues"] = Printable(string.Join(' ', issues));
        try
        {
            for (; more; more = await blocks.MoveNextAsync())
                await response.Body.WriteAsync(blocks.Current, ct); // sends what it is given, at once
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // the caller has gone, and nothing more is made
        }
    }

    private static string Printable(string text) => string.Concat(text.Take(MaxIssueChars).Select(c => c is >= ' ' and <= '~' ? c : '?'));
}
