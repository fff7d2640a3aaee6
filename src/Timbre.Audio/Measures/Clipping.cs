namespace Timbre.Audio.Measures;

/// <summary>Clipping detector: the share of samples that lie side by side at one ceiling of amplitude.</summary>
public static class Clipping
{
    /// <summary>So many samples in a row make a flat top.</summary>
    private const int MinRun = 3;

    /// <summary>One step of 16 bits: flat tops are flat, round ones leave them at once.</summary>
    private const float Tolerance = 1.01f / 32768;

    /// <summary>A peak lower than this is no ceiling but silence.</summary>
    private const float MinCeiling = 0.01f;

    /// <summary>
    /// Share of samples in flat tops, 0 to 1: at the clip's own highest or lowest value, wherever that is, or at full scale and beyond.
    /// </summary>
    public static double Share(AudioClip clip)
    {
        ArgumentNullException.ThrowIfNull(clip);
        var (min, max) = (0f, 0f);
        foreach (var sample in clip.Samples)
            (min, max) = (Math.Min(min, sample), Math.Max(max, sample));

        var flat = Flat(clip.Samples, 1, Math.Min(max, 1)) + Flat(clip.Samples, -1, Math.Min(-min, 1));
        return clip.Samples.Length == 0 ? 0 : (double)flat / clip.Samples.Length;
    }

    private static long Flat(ReadOnlySpan<float> samples, int sign, float ceiling)
    {
        if (ceiling < MinCeiling)
            return 0;
        var (flat, run) = (0L, 0);
        foreach (var sample in samples)
        {
            if (sign * sample >= ceiling - Tolerance)
            {
                run++;
                continue;
            }

            flat += run >= MinRun ? run : 0;
            run = 0;
        }

        return flat + (run >= MinRun ? run : 0);
    }
}
