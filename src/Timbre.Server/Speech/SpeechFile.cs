using Timbre.Audio;
using Timbre.Audio.Formats;
using Timbre.Server.Http;
using Timbre.Storage.Blobs;

namespace Timbre.Server.Speech;

/// <summary>A whole sound as a file of the kind that was asked for: wav by our own writer, the others by ffmpeg.</summary>
internal static class SpeechFile
{
    public const string DefaultFormat = "wav";

    private static readonly Dictionary<string, string> ContentTypes = new()
    {
        ["wav"] = "audio/wav",
        ["mp3"] = "audio/mpeg",
        ["ogg"] = "audio/ogg",
        ["flac"] = "audio/flac",
    };

    /// <summary>The kind as the API writes it; null for one that does not exist.</summary>
    public static string? Format(string? outputFormat) =>
        string.IsNullOrWhiteSpace(outputFormat)
            ? DefaultFormat
            : outputFormat.Trim().ToLowerInvariant() is var format && ContentTypes.ContainsKey(format) ? format : null;

    /// <summary>Why <c>output_format</c> cannot be had.</summary>
    public static Refusal? RefuseFormat(string? outputFormat) =>
        Format(outputFormat) is null
            ? Refusal.BadRequest("invalid_output_format", $"output_format: one of {string.Join(", ", ContentTypes.Keys)}.")
            : null;

    public static string ContentType(string format) => ContentTypes[format];

    /// <summary>Writes a file that exists and is the caller's; what it holds is replaced.</summary>
    /// <param name="clip">The sound, at the rate that was asked for.</param>
    /// <param name="format">One that <see cref="Format"/> gave.</param>
    /// <param name="encoding">How a WAV holds its samples; a FLAC has 16 bits for 16 and otherwise 24. Says nothing to the others.</param>
    /// <param name="path">The file.</param>
    /// <param name="ct">Ends the writing; the file holds a part then.</param>
    public static Task Write(AudioClip clip, string format, WavEncoding encoding, string path, CancellationToken ct)
    {
        switch (format)
        {
            case "mp3":
                return AudioEncoder.EncodeToFile(clip, CompressedFormat.Mp3, path, ct);
            case "ogg":
                return AudioEncoder.EncodeToFile(clip, CompressedFormat.Vorbis, path, ct);
            case "flac":
                return AudioEncoder.EncodeToFile(
                    clip, encoding == WavEncoding.Pcm16 ? CompressedFormat.Flac : CompressedFormat.Flac24, path, ct);
            default:
                WavWriter.Write(path, clip, encoding);
                return Task.CompletedTask;
        }
    }

    /// <summary>The same in memory.</summary>
    public static async Task<byte[]> ToBytes(
        AudioClip clip, string format, WavEncoding encoding, ScratchFiles scratch, CancellationToken ct)
    {
        if (format == DefaultFormat)
            return WavWriter.ToBytes(clip, encoding);
        using var file = scratch.New();
        await Write(clip, format, encoding, file.LocalPath, ct);
        return await File.ReadAllBytesAsync(file.LocalPath, ct);
    }
}
