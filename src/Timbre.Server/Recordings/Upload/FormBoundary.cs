using Microsoft.Net.Http.Headers;
using Timbre.Server.Http;

namespace Timbre.Server.Recordings.Upload;

/// <summary>The boundary between the parts of a multipart body.</summary>
internal static class FormBoundary
{
    private const int MaxLength = 128;
    private const string Multipart = "multipart/form-data";

    /// <exception cref="RefusedException">The body is not multipart, or does not say how it is divided.</exception>
    public static string Of(HttpRequest request)
    {
        // node-fetch sends two Content-Type lines, the first without a boundary; a proxy may have joined them with a comma
        var values = request.Headers.ContentType.Select(value => value ?? "").ToList();
        var value = values.LastOrDefault(value => value.Contains("boundary=", StringComparison.OrdinalIgnoreCase))
            ?? values.LastOrDefault() ?? "";
        var start = value.LastIndexOf(Multipart, StringComparison.OrdinalIgnoreCase);
        if (start < 0)
            throw new RefusedException(new Refusal(
                415, "unsupported_media_type",
                "Send a recording as multipart/form-data: the sound as \"file\", beside it name, text, emotion, is_active."));

        var boundary = MediaTypeHeaderValue.TryParse(value[start..], out var type)
            ? HeaderUtilities.RemoveQuotes(type.Boundary).Value
            : null;
        return boundary is { Length: > 0 and <= MaxLength }
            ? boundary
            : throw new RefusedException(
                Refusal.BadRequest(
                    "invalid_multipart",
                    "The Content-Type multipart/form-data names no usable boundary: let the HTTP client set this header by itself."));
    }
}
