using System.Diagnostics;
using System.Text.Json;

namespace Timbre.Bench.Http.Speech;

/// <summary>
/// Kokoro-82M by ONNX Runtime in a process of Node on one thread (bench/kokoro.mjs), which says one sentence after the other.
/// </summary>
internal static class KokoroProcess
{
    /// <summary>Where bench/speech.sh installs onnxruntime-node.</summary>
    private const string NodeFolder = ".artifacts/node";

    /// <param name="teacher">The folder of the model.</param>
    /// <param name="count">How many sentences of 90 to 110 characters to say.</param>
    public static async Task<IReadOnlyList<Spoken>> Say(string teacher, int count)
    {
        var start = new ProcessStartInfo("node", [Path.GetFullPath("bench/kokoro.mjs"), Path.GetFullPath(teacher), $"{count}"])
        {
            WorkingDirectory = NodeFolder,
            RedirectStandardOutput = true,
        };
        using var process = Process.Start(start)!;
        var sentences = new List<Spoken>();
        while (await process.StandardOutput.ReadLineAsync() is { } line)
            sentences.Add(JsonSerializer.Deserialize<Spoken>(line, JsonSerializerOptions.Web));
        await process.WaitForExitAsync();
        return process.ExitCode == 0 && sentences.Count == count
            ? sentences
            : throw new InvalidOperationException(
                $"bench/kokoro.mjs said {sentences.Count} of {count} sentences and ended with {process.ExitCode}.");
    }

    /// <param name="Milliseconds">From the request to the whole sound.</param>
    /// <param name="ProcessorSeconds">Of all threads meanwhile.</param>
    /// <param name="SoundSeconds">How long it sounds.</param>
    internal readonly record struct Spoken(double Milliseconds, double ProcessorSeconds, double SoundSeconds);
}
