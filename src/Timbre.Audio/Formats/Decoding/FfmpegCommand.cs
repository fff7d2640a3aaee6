using System.Diagnostics;

namespace Timbre.Audio.Formats.Decoding;

/// <summary>The one way ffmpeg is ever started: one demuxer, one input, sound only, no network, little of everything.</summary>
internal static class FfmpegCommand
{
    /// <summary>Decoders of the sound that our containers carry; a picture or video stream in them finds none.</summary>
    private const string Decoders =
        "mp3,mp3float,mp2,mp2float,mp1,mp1float,aac,aac_latm,alac,flac,vorbis,libvorbis,opus,libopus,"
        + "pcm_s8,pcm_u8,pcm_s16be,pcm_s16le,pcm_s24be,pcm_s24le,pcm_s32be,pcm_s32le,"
        + "pcm_f32be,pcm_f32le,pcm_f64be,pcm_f64le,pcm_mulaw,pcm_alaw";

    /// <summary>The limits hold for ffmpeg because the shell that sets them becomes it; no file may be written (-f 0), no core left (-c 0).</summary>
    private const string Script = "ulimit -t \"$1\" && ulimit -v \"$2\" && ulimit -f 0 && ulimit -c 0 && shift 2 && exec \"$@\"";

    private static readonly Lazy<string> Ffmpeg = new(Find);

    /// <summary>Containers whose index may lie behind their sound, so that reading them needs a file to seek in.</summary>
    public static bool NeedsFile(SoundKind kind) => kind == SoundKind.Mp4;

    /// <summary>ffmpeg from <paramref name="path"/>, or from standard input when it is null, to a float WAV on standard output.</summary>
    public static ProcessStartInfo Build(SoundKind kind, string? path, AudioLimits limits)
    {
        var start = new ProcessStartInfo("/bin/sh")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            WorkingDirectory = "/",
        };
        start.Environment.Clear(); // no proxy, no data path, no report file, no secret of ours
        foreach (var argument in Arguments(kind, path, limits))
            start.ArgumentList.Add(argument);
        return start;
    }

    private static IEnumerable<string> Arguments(SoundKind kind, string? path, AudioLimits limits)
    {
        var demuxer = Demuxer(kind);
        return
        [
            "-c", Script, "sh", $"{limits.ProcessorSeconds}", $"{limits.ProcessBytes / 1024}", Ffmpeg.Value,
            "-hide_banner", "-nostdin", "-v", "error", "-max_alloc", $"{limits.ProcessBytes / 4}",
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

    private static string Find() =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries)
            .Concat(["/usr/bin", "/usr/local/bin"])
            .Select(folder => Path.Combine(folder, "ffmpeg"))
            .FirstOrDefault(File.Exists)
        ?? throw new InvalidOperationException("ffmpeg is not installed; it decodes everything but WAV. Install it: apt-get install ffmpeg");
}
