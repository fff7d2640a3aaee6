using System.Diagnostics;

namespace Timbre.Server.Tests.Hosting;

/// <summary>Programs that judge what we made: sox, ffprobe, node.</summary>
internal static class Tool
{
    /// <summary>Runs it to its end; what it printed, errors behind the rest. A status other than 0 fails the test.</summary>
    public static async Task<string> Run(string program, params string[] arguments)
    {
        using var process =
            Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}: {await error}");
        return output + await error;
    }

    /// <summary>What ffprobe says of a file's sound: codec, rate and seconds as decoded.</summary>
    public static async Task<(string Codec, int RateHz, int Channels, double Seconds)> Probe(string path)
    {
        var said = await Run(
            "ffprobe", "-v", "error", "-select_streams", "a:0", "-show_entries", "stream=codec_name,sample_rate,channels", "-of", "csv=p=0",
            path);
        var parts = said.Split('\n')[0].Split(',');
        var decoded = Path.GetTempFileName();
        await Run("ffmpeg", "-v", "error", "-y", "-i", path, "-f", "s16le", "-ac", "1", decoded);
        var seconds = new FileInfo(decoded).Length / 2.0 / int.Parse(parts[1]);
        File.Delete(decoded);
        return (parts[0], int.Parse(parts[1]), int.Parse(parts[2]), seconds);
    }
}
