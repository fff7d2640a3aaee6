using System.Diagnostics;
using System.Text;

namespace Timbre.Audio.Formats.Sandbox;

/// <summary>Sandbox of every ffmpeg child process: bounded time, memory and files, and none of this process's environment.</summary>
internal static class FfmpegSandbox
{
    private const int ErrorBytes = 4096;

    /// <summary>Blocks of <c>ulimit -f</c>, as POSIX has them.</summary>
    private const int FileBlockBytes = 512;

    /// <summary>The limits hold for ffmpeg because the shell that sets them becomes it; no core is left (-c 0).</summary>
    private const string Script = "ulimit -t \"$1\" && ulimit -v \"$2\" && ulimit -f \"$3\" && ulimit -c 0 && shift 3 && exec \"$@\"";

    private static readonly Lazy<string> Ffmpeg = new(Find);

    /// <summary>Start information for ffmpeg with its three standard streams redirected.</summary>
    /// <param name="processorSeconds">After so much computing it is killed.</param>
    /// <param name="processBytes">Its address space; one allocation may take a quarter of it.</param>
    /// <param name="fileBytes">The largest file that it may write; 0 is none.</param>
    /// <param name="arguments">What follows the options that all share.</param>
    public static ProcessStartInfo Build(int processorSeconds, long processBytes, long fileBytes, IEnumerable<string> arguments)
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
        string[] shell = [
            "-c", Script, "sh", $"{processorSeconds}", $"{processBytes / 1024}", $"{(fileBytes + FileBlockBytes - 1) / FileBlockBytes}"
        ];
        string[] shared = [Ffmpeg.Value, "-hide_banner", "-nostdin", "-v", "error", "-max_alloc", $"{processBytes / 4}"];
        foreach (var argument in shell.Concat(shared).Concat(arguments))
            start.ArgumentList.Add(argument);
        return start;
    }

    /// <summary>Pours a block into ffmpeg.</summary>
    /// <returns>False when ffmpeg has stopped reading; its exit status tells why.</returns>
    public static async Task<bool> Write(Stream pipe, ReadOnlyMemory<byte> bytes, CancellationToken ct)
    {
        try
        {
            await pipe.WriteAsync(bytes, ct);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    /// <summary>Reads all, keeps the beginning: ffmpeg must not wait for us, however much it complains.</summary>
    public static async Task<string> ReadErrors(Stream errors, CancellationToken ct)
    {
        var kept = new byte[ErrorBytes];
        var count = await errors.ReadAtLeastAsync(kept, ErrorBytes, throwOnEndOfStream: false, ct);
        var rest = new byte[ErrorBytes];
        while (await errors.ReadAsync(rest, ct) > 0)
        {
        }

        return Encoding.UTF8.GetString(kept, 0, count);
    }

    private static string Find() =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries)
            .Concat(["/usr/bin", "/usr/local/bin"])
            .Select(folder => Path.Combine(folder, "ffmpeg"))
            .FirstOrDefault(File.Exists)
        ?? throw new InvalidOperationException(
            "ffmpeg is not installed; it reads and writes everything but WAV. Install it: apt-get install ffmpeg");
}
