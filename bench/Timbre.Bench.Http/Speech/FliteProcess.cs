using System.Diagnostics;

namespace Timbre.Bench.Http.Speech;

/// <summary>
/// What a server would do that starts flite for each request: its clustergen voice, the sound when the process has ended.
/// </summary>
internal static class FliteProcess
{
    /// <summary>Of its voice slt.</summary>
    public const int RateHz = 16_000;

    private const int HeaderBytes = 44;
    private const double BytesASecond = 2 * RateHz;

    public static async Task<Latency> Synthesize(string text)
    {
        var watch = Stopwatch.StartNew();
        var path = Path.Combine(Path.GetTempPath(), $"timbre-bench-{Guid.NewGuid():N}.wav");
        using (var process = Process.Start(new ProcessStartInfo("flite", ["-voice", "slt", "-t", text, "-o", path]))!)
            await process.WaitForExitAsync();
        var bytes = (await File.ReadAllBytesAsync(path)).Length;
        var ms = watch.Elapsed.TotalMilliseconds;
        File.Delete(path);
        return new Latency(ms, ms, (bytes - HeaderBytes) / BytesASecond);
    }
}
