using Timbre.Audio;
using Timbre.Audio.Formats;
using Timbre.Audio.Measures;
using Timbre.Audio.Measures.Comparison;
using Timbre.Audio.Measures.Intelligibility;
using Timbre.Audio.Measures.Perceptual;

namespace Timbre.Bench;

/// <summary>How fast the reference measures are, and how far from the scores of the reference programs.</summary>
internal static class QualityMeasures
{
    /// <param name="folder">Sound files and golden.tsv: reference, degraded, pesq_wb, pesq_nb, stoi, estoi, si_sdr_db.</param>
    public static async Task<int> Run(string folder)
    {
        var pairs = new List<(AudioClip Reference, AudioClip Degraded, double[] Scores)>();
        foreach (var cells in (await File.ReadAllLinesAsync(Path.Combine(folder, "golden.tsv"))).Skip(1).Select(line => line.Split('\t')))
            pairs.Add(
                (await Read(folder, cells[0]), await Read(folder, cells[1]),
                    [.. cells[2..].Select(cell => cell == "inf" ? double.PositiveInfinity : double.Parse(cell))]));

        Agreement(pairs);
        Speed(pairs);
        return 0;
    }

    private static void Agreement(List<(AudioClip Reference, AudioClip Degraded, double[] Scores)> pairs)
    {
        var furthest = new double[5];
        foreach (var (reference, degraded, expected) in pairs)
        {
            var (wide, narrow, stoi, extended, ratio) = QualityScores.Of(reference, degraded);
            double[] actual = [wide, narrow, stoi, extended, ratio];
            for (var i = 0; i < actual.Length; i++)
                furthest[i] = Math.Max(furthest[i], actual[i] == expected[i] ? 0 : Math.Abs(actual[i] - expected[i]));
        }

        Console.WriteLine($"| measure | furthest from the reference program, {pairs.Count} pairs | bound |");
        Console.WriteLine("|---|---|---|");
        foreach (var (name, distance, bound) in ((string, double, double)[])[
            ("PESQ, wide band", furthest[0], 0.01), ("PESQ, narrow band", furthest[1], 0.01), ("STOI", furthest[2], 0.001),
            ("ESTOI", furthest[3], 0.001), ("SI-SDR, dB", furthest[4], 0.01)
        ])
            Console.WriteLine($"| {name} | {distance:0.000000} | {bound} |");
        Console.WriteLine();
    }

    /// <summary>Processor time of the process, the best of three rounds.</summary>
    private static void Speed(List<(AudioClip Reference, AudioClip Degraded, double[] Scores)> pairs)
    {
        (string Name, Func<AudioClip, AudioClip, object> Measure)[] steps =
        [
            ("PESQ, wide band", (reference, degraded) => Pesq.WideBand(reference, degraded)),
            ("PESQ, narrow band", (reference, degraded) => Pesq.NarrowBand(reference, degraded)),
            ("STOI and ESTOI", (reference, degraded) => (Stoi.Score(reference, degraded), Stoi.ExtendedScore(reference, degraded))),
            ("SI-SDR", (reference, degraded) => SiSdr.Db(reference, degraded)),
            ("all five", (reference, degraded) => QualityScores.Of(reference, degraded)),
        ];
        var sound = pairs.Sum(pair => pair.Reference.Seconds);
        Console.WriteLine($"| measure | times real time | seconds for {sound:F0} s of sound | slowest pair, times real time |");
        Console.WriteLine("|---|---|---|---|");
        foreach (var (name, measure) in steps)
        {
            var best = Enumerable.Range(0, 3).Select(_ => Round(pairs, measure)).MinBy(round => round.Seconds);
            Console.WriteLine($"| {name} | {sound / best.Seconds:F0} | {best.Seconds:F2} | {best.Slowest:F0} |");
        }
    }

    private static (double Seconds, double Slowest) Round(
        List<(AudioClip Reference, AudioClip Degraded, double[] Scores)> pairs, Func<AudioClip, AudioClip, object> measure)
    {
        var (total, slowest) = (0.0, double.PositiveInfinity);
        foreach (var (reference, degraded, _) in pairs)
        {
            var start = Environment.CpuUsage.TotalTime;
            measure(reference, degraded);
            var seconds = (Environment.CpuUsage.TotalTime - start).TotalSeconds;
            total += seconds;
            slowest = Math.Min(slowest, reference.Seconds / seconds);
        }

        return (total, slowest);
    }

    private static Task<AudioClip> Read(string folder, string file) =>
        AudioDecoder.Decode(Path.Combine(folder, file), new AudioLimits(), CancellationToken.None);
}
