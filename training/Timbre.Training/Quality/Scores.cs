using System.Globalization;
using Timbre.Audio.Formats;
using Timbre.Models.QualityEstimator;

namespace Timbre.Training.Quality;

/// <summary>What the estimator of src/Timbre.Models says of a list of pairs, beside what was measured with the originals.</summary>
/// <remarks>
/// Read: pairs.tsv of training/quality/prepare.py and labels.tsv beside it. Written: number, kind, and each score as it was measured and
/// as it is estimated. Printed: mean absolute error and correlation of each score, of all pairs, of chains, and of each kind alone.
/// </remarks>
internal static class Scores
{
    private static readonly string[] Names = ["stoi", "pesq_wb", "si_sdr_db"];

    /// <summary>What training held the measured scores to; SI-SDR of a copy is infinite.</summary>
    private static readonly (double Low, double High)[] Bounds = [(0, 1), (1, 4.644), (-20, 40)];

    private static readonly AudioLimits Limits = AudioLimits.UpTo(seconds: 60, 64L << 20);

    /// <summary>Estimates the scores of the pairs of a split (train, dev, test) of <paramref name="pairs"/>.</summary>
    public static int Run(string pairs, string to, string split)
    {
        var estimator = Estimator.Load();
        var folder = Path.GetDirectoryName(Path.GetFullPath(pairs))!;
        var labels = Table(Path.Combine(folder, "labels.tsv")).Where(row => row["si_sdr_db"].Length > 0).ToDictionary(row => row["number"]);
        var estimated = Table(pairs)
            .Where(row => row["split"] == split && row["degraded"].Length > 0 && labels.ContainsKey(row["number"]))
            .AsParallel().AsOrdered()
            .Select(row => Estimate(estimator, row["number"], row["kind"], Path.Combine(folder, row["degraded"]), labels[row["number"]]))
            .ToList();

        File.WriteAllLines(to,
            estimated.Select(pair =>
                string.Join(
                    '\t',
                    [
                        pair.Number, pair.Kind,
                        .. pair.Measured.Concat(pair.Estimated).Select(value => value.ToString("0.######", CultureInfo.InvariantCulture))
                    ]))
            .Prepend(string.Join('\t', ["number", "kind", .. Names, .. Names.Select(name => $"estimated_{name}")])));
        Print(estimator.Steps, estimated);
        return 0;
    }

    private static Pair Estimate(
        Estimator estimator, string number, string kind, string degraded, Dictionary<string, string> label)
    {
        // silence is as bad as can be
        var scores = estimator.Estimate(WavReader.Read(degraded, Limits)) ?? new EstimatedScores(0, 1, -20);
        double[] measured = [.. Names.Select((name, i) => Math.Clamp(Number(label[name]), Bounds[i].Low, Bounds[i].High))];
        return new Pair(number, kind, measured, [scores.Stoi, scores.PesqWb, scores.SiSdrDb]);
    }

    private static void Print(int steps, List<Pair> pairs)
    {
        Console.WriteLine($"Step {steps}.");
        Console.WriteLine();
        Console.WriteLine($"| degradation | pairs | {string.Join(" | ", Names.Select(name => $"{name} MAE | PCC"))} |");
        Console.WriteLine($"|---|---|{string.Concat(Names.Select(_ => "---|---|"))}");
        Row("all", pairs);
        Row("chains", pairs.Where(pair => pair.IsChain));
        foreach (var kind in pairs.Where(pair => !pair.IsChain).GroupBy(pair => pair.Kind)
            .OrderBy(kind => kind.Key, StringComparer.Ordinal))
            Row(kind.Key, kind);
    }

    private static void Row(string name, IEnumerable<Pair> of)
    {
        Pair[] pairs = [.. of];
        if (pairs.Length > 0)
            Console.WriteLine(
                $"| {name} | {pairs.Length} | {string.Join(
                    " | ",
                    Names.Select((_, i) =>
                        $"{pairs.Average(pair =>
                            Math.Abs(pair.Measured[i] - pair.Estimated[i])):0.000} | {Correlation(pairs, i):0.000}"))} |");
    }

    /// <summary>Pearson's; no number where one side is always the same.</summary>
    private static double Correlation(Pair[] pairs, int i)
    {
        var (a, b) = (pairs.Average(pair => pair.Measured[i]), pairs.Average(pair => pair.Estimated[i]));
        var both = pairs.Sum(pair => (pair.Measured[i] - a) * (pair.Estimated[i] - b));
        return both / Math.Sqrt(
            pairs.Sum(pair => Math.Pow(pair.Measured[i] - a, 2)) * pairs.Sum(pair => Math.Pow(pair.Estimated[i] - b, 2)));
    }

    private static double Number(string cell) => cell switch
    {
        "inf" => double.PositiveInfinity,
        "-inf" => double.NegativeInfinity,
        _ => double.Parse(cell, CultureInfo.InvariantCulture),
    };

    private static IEnumerable<Dictionary<string, string>> Table(string path)
    {
        string[]? header = null;
        foreach (var cells in File.ReadLines(path).Select(line => line.Split('\t')))
        {
            if (header is null)
                header = cells;
            else if (cells.Length == header.Length)
                yield return header.Zip(cells).ToDictionary(cell => cell.First, cell => cell.Second);
        }
    }

    private sealed record Pair(string Number, string Kind, double[] Measured, double[] Estimated)
    {
        public bool IsChain => Kind.Contains(" > ", StringComparison.Ordinal);
    }
}
