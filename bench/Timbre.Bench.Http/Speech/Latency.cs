namespace Timbre.Bench.Http.Speech;

/// <summary>One text as its listener got it.</summary>
/// <param name="FirstMs">Until the first sample.</param>
/// <param name="TotalMs">Until the last.</param>
/// <param name="SoundSeconds">How long it sounds.</param>
internal readonly record struct Latency(double FirstMs, double TotalMs, double SoundSeconds);

/// <summary>Many texts, so many at a time.</summary>
/// <param name="All">Each.</param>
/// <param name="Seconds">All of it took.</param>
internal sealed record ConcurrentRun(IReadOnlyList<Latency> All, double Seconds)
{
    public double SoundSeconds => All.Sum(latencies => latencies.SoundSeconds);

    public double TimesRealTime => SoundSeconds / Seconds;

    /// <summary>
    /// Jain's index of the waits x for the first sound, (Σx)² / (n Σx²): 1 when all wait equally long, 1/n when only one waits.
    /// </summary>
    public double Fairness => Math.Pow(All.Sum(one => one.FirstMs), 2) / (All.Count * All.Sum(one => one.FirstMs * one.FirstMs));

    public double First(int percent) => Percentile(latencies => latencies.FirstMs, percent);

    public double Total(int percent) => Percentile(latencies => latencies.TotalMs, percent);

    public static async Task<ConcurrentRun> Of(int atOnce, int requests, Func<Task<Latency>> one)
    {
        var all = new Latency[requests];
        var watch = System.Diagnostics.Stopwatch.StartNew();
        await Parallel.ForAsync(0, requests, new ParallelOptions { MaxDegreeOfParallelism = atOnce }, async (i, _) => all[i] = await one());
        return new ConcurrentRun(all, watch.Elapsed.TotalSeconds);
    }

    /// <summary>A row: first sound, fairness, whole sound, speed.</summary>
    public void Print(string system, int characters, int atOnce) =>
        Console.WriteLine(
            $"| {system} | {characters} | {atOnce} | {First(50):0} | {First(95):0} | {First(100):0} | {Fairness:0.00} | "
                + $"{Total(50):0} | {Total(95):0} | {TimesRealTime:0.0} |");

    /// <summary>The smallest of which so many percent are no larger.</summary>
    private double Percentile(Func<Latency, double> of, int percent)
    {
        var sorted = All.Select(of).Order().ToList();
        return sorted[(int)Math.Ceiling(percent / 100.0 * sorted.Count) - 1];
    }
}
