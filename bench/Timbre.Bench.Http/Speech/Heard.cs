namespace Timbre.Bench.Http.Speech;

/// <summary>One text as its listener got it.</summary>
/// <param name="FirstMs">Until the first sample.</param>
/// <param name="WholeMs">Until the last.</param>
/// <param name="SoundSeconds">How long it sounds.</param>
internal readonly record struct Heard(double FirstMs, double WholeMs, double SoundSeconds);

/// <summary>Many texts, so many at a time.</summary>
/// <param name="All">Each.</param>
/// <param name="Seconds">All of it took.</param>
internal sealed record Crowd(IReadOnlyList<Heard> All, double Seconds)
{
    public double SoundSeconds => All.Sum(heard => heard.SoundSeconds);

    public double TimesRealTime => SoundSeconds / Seconds;

    public double First(int percent) => Percentile(heard => heard.FirstMs, percent);

    public double Whole(int percent) => Percentile(heard => heard.WholeMs, percent);

    public static async Task<Crowd> Of(int atOnce, int requests, Func<Task<Heard>> one)
    {
        var all = new Heard[requests];
        var watch = System.Diagnostics.Stopwatch.StartNew();
        await Parallel.ForAsync(0, requests, new ParallelOptions { MaxDegreeOfParallelism = atOnce }, async (i, _) => all[i] = await one());
        return new Crowd(all, watch.Elapsed.TotalSeconds);
    }

    /// <summary>The smallest of which so many percent are no larger.</summary>
    private double Percentile(Func<Heard, double> of, int percent)
    {
        var sorted = All.Select(of).Order().ToList();
        return sorted[(int)Math.Ceiling(percent / 100.0 * sorted.Count) - 1];
    }
}
