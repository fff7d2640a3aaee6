namespace Timbre.Audio.Measures.Faults;

/// <summary>
/// Dropout detector: loud sound that falls by 30 dB and more from one millisecond to the next, and is back as suddenly within half
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

    /// <summary>Minimum depth of a dropout below the sound before and after it, in dB.</summary>
    private const double DepthDb = 30;

    /// <summary>Minimum rise of the level at the end of a dropout, in dB.</summary>
    private const double RiseDb = 20;

    /// <summary>Minimum level of the sound before a dropout relative to the speech, in dB.</summary>
    private const double MinBeforeDb = -20;

    /// <summary>Detects the dropouts of a sound whose speech has a level in dB relative to full scale.</summary>
    public static Dropouts Of(AudioClip clip, double speechDb)
    {
        ArgumentNullException.ThrowIfNull(clip);
        var step = Math.Max(1, (int)(StepSeconds * clip.RateHz));
        var stepSeconds = (double)step / clip.RateHz; // not quite a millisecond at some rates
        var levels = LevelsDb(clip, step);
        var dropouts = new List<Dropout>();
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
                dropouts.Add(new Dropout(t * stepSeconds, end * stepSeconds));
            t = end;
        }

        return new Dropouts(dropouts, dropouts.Sum(dropout => dropout.Seconds));
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
