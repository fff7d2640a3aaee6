namespace Timbre.Audio.Measures.Faults;

/// <summary>Single impulses: a millisecond whose sharpest bend stands far above all within 25 ms on both sides.</summary>
/// <remarks>
/// Bends are second differences, |x[n-1] - 2·x[n] + x[n+1]|. A voice's pulses come in rows, and bursts of consonants last: neither stands
/// alone. A spike has to reach a tenth of what the sharpest thousandth of the sound has; the smacking of lips stays below.
/// </remarks>
/// <param name="TimesSeconds">Where they are, in order.</param>
public sealed record Clicks(IReadOnlyList<double> TimesSeconds)
{
    private const double StepSeconds = 0.001;
    private const int ReachSteps = 25;
    private const double MinRatio = 6;
    private const double SharpQuantile = 0.999;
    private const double MinShareOfSharp = 0.1;

    /// <summary>Clicks in a sound.</summary>
    public static Clicks Of(AudioClip clip)
    {
        ArgumentNullException.ThrowIfNull(clip);
        var step = Math.Max(1, (int)(StepSeconds * clip.RateHz));
        var bends = Bends(clip.Samples, step);
        if (bends.Length <= 2 * ReachSteps)
            return new Clicks([]);
        var sorted = (float[])bends.Clone();
        Array.Sort(sorted);
        var min = Math.Max((float)(MinShareOfSharp * sorted[(int)(SharpQuantile * (sorted.Length - 1))]), 1e-4f);

        var times = new List<double>();
        for (var i = ReachSteps; i < bends.Length - ReachSteps; i++)
        {
            if (bends[i] < min || bends[i] < MinRatio * Around(bends, i))
                continue;
            times.Add((double)i * step / clip.RateHz);
            i++; // the next millisecond may hold the rest of it
        }

        return new Clicks(times);
    }

    /// <summary>The sharpest bend within reach; the next millisecond on either side may hold part of the same click.</summary>
    private static float Around(float[] bends, int i)
    {
        var max = 1e-7f;
        for (var distance = 2; distance <= ReachSteps; distance++)
            max = Math.Max(max, Math.Max(bends[i - distance], bends[i + distance]));
        return max;
    }

    private static float[] Bends(float[] samples, int step)
    {
        var bends = new float[Math.Max(0, samples.Length - 2) / step];
        for (var i = 0; i < bends.Length; i++)
        {
            var max = 0f;
            for (var n = (i * step) + 1; n <= (i + 1) * step; n++)
                max = Math.Max(max, Math.Abs(samples[n - 1] - (2 * samples[n]) + samples[n + 1]));
            bends[i] = max;
        }

        return bends;
    }
}
