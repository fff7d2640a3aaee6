namespace Timbre.Server.Analysis;

/// <summary>How far the analysis of a voice is, over all of its parts; told twice a second at most.</summary>
/// <param name="write">Takes the fraction, 0 to 1, and about how many seconds are left, where that is known.</param>
/// <param name="time">The clock.</param>
/// <param name="start">What of the stage was done before, 0 to 1.</param>
internal sealed class AnalysisProgress(
    Func<double, double?, CancellationToken, Task> write, TimeProvider time, double start = 0) : IDisposable
{
    private static readonly TimeSpan MinInterval = TimeSpan.FromMilliseconds(500);
    private readonly SemaphoreSlim _writing = new(1, 1);
    private readonly long _started = time.GetTimestamp();
    private long? _written;
    private double _allocated;

    /// <summary>The next part, of which is expected that it takes so much of what is left of the stage, 0 to 1.</summary>
    public Share Part(double share)
    {
        var part = new Share(this, _allocated, share);
        _allocated += share;
        return part;
    }

    public void Dispose() => _writing.Dispose();

    private async Task Report(double done, CancellationToken ct)
    {
        await _writing.WaitAsync(ct);
        try
        {
            if (_written is { } last && time.GetElapsedTime(last) < MinInterval)
                return;

            double? secondsLeft = done < 0.01 ? null : time.GetElapsedTime(_started).TotalSeconds * (1 - done) / done;
            await write(start + ((1 - start) * done), secondsLeft, ct);
            _written = time.GetTimestamp();
        }
        finally
        {
            _writing.Release();
        }
    }

    /// <summary>One part of the stage.</summary>
    public sealed class Share(AnalysisProgress owner, double before, double share)
    {
        /// <summary>
        /// So much of the part is done, 0 to 1. Called from many threads; who comes too soon after another is not written.
        /// </summary>
        /// <exception cref="Jobs.SupersededException">The voice is gone, or another build has begun.</exception>
        public Task Report(double done, CancellationToken ct) => owner.Report(Math.Clamp(before + (share * done), 0, 1), ct);
    }
}

/// <summary>
/// What each part of reading and analysing a dataset costs for a second of its sound, as it was measured, in any unit: it divides the bar
/// of progress, and nothing else.
/// </summary>
internal static class AnalysisWork
{
    public const double Unpack = 14;
    public const double Measure = 20;
    private const double Align = 20;
    private const double Recognise = 170;

    /// <summary>Of listening: a text that is given is aligned, what has none is recognised.</summary>
    public static double Listen(int recordings, int texts) =>
        recordings == 0 ? Recognise : ((Align * texts) + (Recognise * (recordings - texts))) / recordings;
}
