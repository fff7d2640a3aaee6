using System.Diagnostics;
using Timbre.Audio.Formats.Sandbox;

namespace Timbre.Audio.Formats.Encoders;

/// <summary>
/// The one way ffmpeg is started to write: float samples on standard input, one mono stream out, no tags, the same bytes each time.
/// </summary>
internal static class EncoderCommand
{
    private const int ProcessorSeconds = 600;
    private const long ProcessBytes = 1L << 30;

    /// <summary>A whole file may be as large; half an hour of FLAC in 24 bits at 48 kHz is 260 MB at most.</summary>
    private const long FileBytes = 2L << 30;

    /// <summary>Longest page of an Ogg stream in µs, which bounds the latency of streaming.</summary>
    private const int PageMicroseconds = 100_000;

    /// <summary>
    /// To <paramref name="path"/>, which is overwritten and ends with true lengths in its header; or to standard output as it is made.
    /// </summary>
    public static ProcessStartInfo Build(CompressedFormat format, int rateHz, string? path) => FfmpegSandbox.Build(
        ProcessorSeconds, ProcessBytes, path is null ? 0 : FileBytes,
        [
            "-threads", "1", "-probesize", "32", "-analyzeduration", "0",
            "-protocol_whitelist", "pipe",
            "-f", "f32le", "-ar", $"{rateHz}", "-ac", "1", "-i", "pipe:0",
            "-map_metadata", "-1", "-threads", "1",
            .. Codec(format, rateHz),
            "-fflags", "+bitexact+flush_packets", "-flags:a", "+bitexact",
            .. path is null ? (string[])["pipe:1"] : ["-y", "file:" + Path.GetFullPath(path)],
        ]);

    private static string[] Codec(CompressedFormat format, int rateHz) => format switch
    {
        CompressedFormat.Mp3 => ["-c:a", "libmp3lame", "-b:a", Rate(rateHz), "-f", "mp3", "-id3v2_version", "0"],
        CompressedFormat.Vorbis => ["-c:a", "libvorbis", "-q:a", "5", "-page_duration", $"{PageMicroseconds}", "-f", "ogg"],
        CompressedFormat.Opus => ["-c:a", "libopus", "-b:a", "48k", "-page_duration", $"{PageMicroseconds}", "-f", "ogg"],
        CompressedFormat.Flac => ["-c:a", "flac", "-sample_fmt", "s16", "-f", "flac"],
        CompressedFormat.Flac24 => ["-c:a", "flac", "-sample_fmt", "s32", "-bits_per_raw_sample", "24", "-f", "flac"],
        CompressedFormat.Aac => ["-c:a", "aac", "-b:a", Rate(rateHz), "-f", "adts"],
        _ => throw new ArgumentOutOfRangeException(nameof(format), format, null),
    };

    /// <summary>Bits per second that leave speech nothing to wish for, of those that both codecs know at this rate.</summary>
    private static string Rate(int rateHz) => rateHz switch
    {
        <= 12_000 => "32k",
        <= 24_000 => "64k",
        _ => "96k",
    };
}
