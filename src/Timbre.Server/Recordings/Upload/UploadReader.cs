using System.Text;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using Timbre.Server.Http;
using Timbre.Storage.Blobs;

namespace Timbre.Server.Recordings.Upload;

/// <summary>
/// Reads an upload as a stream, in whatever order its parts come: the sound goes straight to disk, memory holds one block of it.
/// </summary>
/// <remarks>
/// The framework's own form reader is not used: it takes a file part without a file name, as the Node SDK sends one, for text.
/// </remarks>
internal sealed class UploadReader(ScratchFiles scratch, DiskSpace disk, RecordingLimits limits)
{
    private const int BlockBytes = 64 << 10;
    private const int MaxFieldBytes = 16 << 10;
    private const int MaxParts = 32;
    private const long MaxOtherBytes = 1 << 20; // everything that is not the sound: part headers and fields
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <param name="request">Its body.</param>
    /// <param name="fields">Names of the fields that are wanted; others are passed over.</param>
    /// <param name="ct">Ends the reading.</param>
    /// <exception cref="RefusedException">The upload is too large, cut off or not what multipart is; nothing of it stays.</exception>
    public async Task<UploadForm> Read(HttpRequest request, IReadOnlySet<string> fields, CancellationToken ct)
    {
        var boundary = FormBoundary.Of(request);
        CheckSize(request);
        var form = new UploadForm();
        try
        {
            var reader = new MultipartReader(boundary, request.Body, BlockBytes);
            for (var parts = 0; await Next(reader, ct) is { } part; parts++)
            {
                if (parts == MaxParts)
                    throw Malformed($"The body has more than {MaxParts} parts.");
                await ReadPart(form, fields, part, ct);
            }

            return form;
        }
        catch
        {
            form.Dispose();
            throw;
        }
    }

    /// <summary>Lets through what may be read. The server's bound on bodies goes: every part is counted here, and what is left of a refused
    /// body is drained by the server for a few seconds, so that the client reads the refusal instead of a broken connection.</summary>
    private void CheckSize(HttpRequest request)
    {
        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } bound)
            bound.MaxRequestBodySize = null;
        if (request.ContentLength > limits.MaxUploadBytes + MaxOtherBytes)
            throw new RefusedException(TooLarge);
        if (!disk.HasRoomFor(request.ContentLength ?? 0))
            throw new RefusedException(DiskSpace.Full);
    }

    private async Task ReadPart(UploadForm form, IReadOnlySet<string> fields, MultipartSection part, CancellationToken ct)
    {
        var field = part.GetContentDispositionHeader() is { } disposition
            ? HeaderUtilities.RemoveQuotes(disposition.Name).Value
            : throw Malformed("A part has no Content-Disposition: form-data header.");
        if (field == "file")
        {
            if (form.Sound is not null)
                throw new RefusedException(
                    Refusal.BadRequest("invalid_file", "file: there are two of them; send one recording at a time."));
            await ReadSound(form, part.Body, ct);
        }
        else
        {
            var bytes = await ReadField(field, part.Body, ct);
            if (field is not null && fields.Contains(field))
                form.Add(field, Decode(field, bytes));
        }
    }

    private async Task ReadSound(UploadForm form, Stream body, CancellationToken ct)
    {
        form.Sound = scratch.New();
        await using var file = form.Sound.Open();
        var block = new byte[BlockBytes];
        for (var read = await ReadBlock(body, block, ct); read > 0; read = await ReadBlock(body, block, ct))
        {
            if (file.Position + read > limits.MaxUploadBytes)
                throw new RefusedException(TooLarge);
            await file.WriteAsync(block.AsMemory(0, read), ct);
        }

        if (!disk.HasRoomFor(0)) // a chunked body does not say its length beforehand
            throw new RefusedException(DiskSpace.Full);
    }

    private static async Task<ReadOnlyMemory<byte>> ReadField(string? field, Stream body, CancellationToken ct)
    {
        var bytes = new byte[MaxFieldBytes + 1];
        var count = 0;
        for (var read = await ReadBlock(body, bytes, ct); read > 0; read = await ReadBlock(body, bytes.AsMemory(count), ct))
        {
            count += read;
            if (count > MaxFieldBytes)
                throw new RefusedException(
                    Refusal.BadRequest(
                        "field_too_long", $"{DisplayName(field)}: the field is too long. The sound belongs into the part named \"file\"."));
        }

        return bytes.AsMemory(0, count);
    }

    private static string Decode(string field, ReadOnlyMemory<byte> bytes)
    {
        try
        {
            return Utf8.GetString(bytes.Span);
        }
        catch (DecoderFallbackException)
        {
            throw new RefusedException(Refusal.BadRequest($"invalid_{field}", $"{field}: the text is not UTF-8."));
        }
    }

    private static async Task<MultipartSection?> Next(MultipartReader reader, CancellationToken ct)
    {
        try
        {
            return await reader.ReadNextSectionAsync(ct);
        }
        catch (Exception broken) when (broken is InvalidDataException or IOException and not BadHttpRequestException)
        {
            throw Malformed("It ends in the middle, or its parts are not divided as its boundary says.");
        }
    }

    private static async Task<int> ReadBlock(Stream body, Memory<byte> into, CancellationToken ct)
    {
        try
        {
            return await body.ReadAsync(into, ct);
        }
        catch (Exception broken) when (broken is InvalidDataException or IOException and not BadHttpRequestException)
        {
            throw Malformed("It ends in the middle of a part.");
        }
    }

    private static RefusedException Malformed(string what) =>
        new(Refusal.BadRequest("invalid_multipart", $"The body cannot be read as multipart/form-data: {what}"));

    private static string DisplayName(string? field) => field is { Length: > 0 and <= 64 } ? field : "a field";

    private Refusal TooLarge =>
        new(413, "body_too_large", $"file: the recording is too large, at most {limits.MaxUploadBytes >> 20} MiB are accepted.");
}
