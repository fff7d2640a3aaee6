namespace Timbre.Audio.Measures.Faults;

/// <summary>
/// Holes that no mouth makes: loud sound that falls by 30 dB and more from one millisecond to the next, and is back as suddenly within half
/// a second.
/// </summary>
/// <remarks>
/// Lost packets, muted frames, buffers that ran empty. Vowels die away at 3 dB a millisecond at the most, and closures of the mouth follow
/// them over several; a click of the tongue or a plosive begins suddenly, but does not end so.
/// </remarks>
/// <param name="Gaps">In order; each 4 ms to 0.5 s long.</param>
/// <param name="LostSeconds">All of them together.</param>
public sealed record Dropouts(IReadOnlyList<Dropout> Gaps, double LostSeconds)
{
    private const double StepSeconds = 0.001;
    private const int BeforeSteps = 3;
    private const int MinSteps = 4;
    private const int MaxSteps = 500;

    /// <summary>How far a hole lies below what comes before and what comes after it, dB.</summary>
    private const double DepthDb = 30;

    /// <summary>How far the sound rises at a hole's end, dB.</summary>
    private const double RiseDb = 20;

    /// <summary>What is lost has to be loud, in dB re the speech.</summary>
    private const double MinBeforeDb = -20;

    /// <summary>Holes in a sound whose speech has so many dB re full scale.</summary>
    public static Dropouts Of(AudioClip clip, double speechDb)
    {
        ArgumentNullException.ThrowIfNull(clip);
        var step = Math.Max(1, (int)(StepSeconds * clip.RateHz));
        var stepSeconds = (double)step / clip.RateHz; // not quite a millisecond at some rates
        var levels = LevelsDb(clip, step);
        var holes = new List<Dropout>();
        for (var t = BeforeSteps; t + MinSteps < levels.Length; t++)
        {
            var before = Mean(levels, t - BeforeSteps, t);
            if (before < speechDb + MinBeforeDb || levels[t] > before - DepthDb)
                continue;
            var end = t;
            while (end < levels.Length && end - t <= MaxSteps && levels[end] <= before - DepthDb)
                end++;
            if (end - t >= MinSteps && end - t <= MaxSteps && end + BeforeSteps <= levels.Length
                && Mean(levels, end, end + BeforeSteps) > Mean(levels, t, end) + RiseDb)
                holes.Add(new Dropout(t * stepSeconds, end * stepSeconds));
            t = end;
        }

        return new Dropouts(holes, holes.Sum(hole => hole.Seconds));
    }

    /// <summary>
    /// Level of each millisecond's changes from sample to sample, which an offset does not lift; as loud as a sine of 1 kHz with these
    /// changes.
    /// </summary>
    private static double[] LevelsDb(AudioClip clip, int step)
    {
        var scale = clip.RateHz / (2 * Math.PI * 1000);
        var levels = new double[clip.Samples.Length / step];
        var last = clip.Samples.Length > 0 ? clip.Samples[0] : 0;
        for (var i = 0; i < levels.Length; i++)
        {
            var power = 0f;
            foreach (var sample in clip.Samples.AsSpan(i * step, step))
            {
                power += (sample - last) * (sample - last);
                last = sample;
            }

            levels[i] = 10 * Math.Log10((power * scale * scale / step) + 1e-12);
        }

        return levels;
    }

    private static double Mean(double[] levels, int from, int to)
    {
        var sum = 0.0;
        for (var i = from; i < to; i++)
            sum += levels[i];
        return sum / (to - from);
    }
}
