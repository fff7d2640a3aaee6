using System.Diagnostics;
using Timbre.Audio.Formats.Sandbox;

namespace Timbre.Audio.Formats.Decoding;

/// <summary>The one way ffmpeg is ever started: one demuxer, one input, sound only, no network, little of everything.</summary>
internal static class FfmpegCommand
{
    /// <summary>Decoders of the sound that our containers carry; a picture or video stream in them finds none.</summary>
    private const string Decoders =
        "mp3,mp3float,mp2,mp2float,mp1,mp1float,aac,aac_latm,alac,flac,vorbis,libvorbis,opus,libopus,"
        + "pcm_s8,pcm_u8,pcm_s16be,pcm_s16le,pcm_s24be,pcm_s24le,pcm_s32be,pcm_s32le,"
        + "pcm_f32be,pcm_f32le,pcm_f64be,pcm_f64le,pcm_mulaw,pcm_alaw";

    /// <summary>Containers whose index may lie behind their sound, so that reading them needs a file to seek in.</summary>
    public static bool NeedsFile(SoundKind kind) => kind == SoundKind.Mp4;

    /// <summary>ffmpeg from <paramref name="path"/>, or from standard input when it is null, to a float WAV on standard output.</summary>
    public static ProcessStartInfo Build(SoundKind kind, string? path, AudioLimits limits) =>
        FfmpegSandbox.Build(limits.ProcessorSeconds, limits.ProcessBytes, fileBytes: 0, Arguments(kind, path));

    private static IEnumerable<string> Arguments(SoundKind kind, string? path)
    {
        var demuxer = Demuxer(kind);
        return
        [
            "-protocol_whitelist", path is null ? "pipe" : "file",
            "-format_whitelist", demuxer,
            "-codec_whitelist", Decoders,
            "-max_streams", "64",
            "-threads", "1",
            .. kind == SoundKind.Mp4 ? (string[])["-enable_drefs", "0", "-use_absolute_path", "0", "-ignore_chapters", "1"] : [],
            "-f", demuxer,
            "-i", path is null ? "pipe:0" : "file:" + Path.GetFullPath(path),
            "-map", "0:a:0", "-vn", "-sn", "-dn", "-map_metadata", "-1", "-map_chapters", "-1",
            "-fflags", "+bitexact", "-flags", "+bitexact",
            "-c:a", "pcm_f32le", "-f", "wav", "pipe:1",
        ];
    }

    private static string Demuxer(SoundKind kind) => kind switch
    {
        SoundKind.Mp3 => "mp3",
        SoundKind.Mp4 => "mov",
        SoundKind.Flac => "flac",
        SoundKind.Ogg => "ogg",
        SoundKind.WebM => "matroska",
        SoundKind.Aiff => "aiff",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Our own reader reads this."),
    };
}
