using System.Diagnostics;

namespace Timbre.Audio.Tests.Material;

/// <summary>Second opinions: ffmpeg and sox, run to their end.</summary>
internal static class ReferenceProgram
{
    public static string Ffmpeg(params string[] arguments) => Run("ffmpeg", ["-nostdin", "-hide_banner", "-y", .. arguments]);

    public static string Sox(params string[] arguments) => Run("sox", arguments);

    /// <returns>What it wrote on standard output and error.</returns>
    public static string Run(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"{program} {string.Join(' ', arguments)}: {error}");
        return output.GetAwaiter().GetResult() + error;
    }
}
