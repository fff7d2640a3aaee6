namespace Timbre.Server.Analysis.Report;

/// <summary>How a figure is spread over a voice's recordings: a histogram small enough to plot.</summary>
/// <param name="Name">The figure, as the recordings have it.</param>
/// <param name="Unit">Its unit; empty where it has none.</param>
/// <param name="Lowest">Where the first bin begins.</param>
/// <param name="BinWidth">Width of each bin.</param>
/// <param name="Counts">Recordings in each bin; what lies beyond the ends is counted in the last bin there.</param>
/// <param name="Measured">Recordings that have the figure.</param>
/// <param name="Mean">Their mean; null where there are none.</param>
/// <param name="Median">Their median; null where there are none.</param>
public sealed record Distribution(
    string Name, string Unit, double Lowest, double BinWidth, IReadOnlyList<int> Counts, int Measured, double? Mean, double? Median)
{
    private const int Bins = 20;

    public static Distribution Of(string name, string unit, double min, double max, IEnumerable<double?> values)
    {
        var sorted = values.OfType<double>().Order().ToList();
        var width = (max - min) / Bins;
        var counts = new int[Bins];
        foreach (var value in sorted)
            counts[(int)Math.Clamp((value - min) / width, 0, Bins - 1)]++;
        return new Distribution(
            name, unit, min, Math.Round(width, 6), counts, sorted.Count,
            sorted.Count == 0 ? null : Math.Round(sorted.Average(), 4),
            sorted.Count == 0 ? null : Math.Round((sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2, 4));
    }
}
