namespace Timbre.Audio.Measures.Faults;

/// <summary>The highest point of the curve through the samples, which may lie between two of them, in dB re full scale.</summary>
/// <remarks>
/// As ITU-R BS.1770-4, Annex 2, means it: four points a sample, by a windowed sinc over 12 samples, near the samples that come within 6 dB
/// of the highest.
/// </remarks>
public static class TruePeak
{
    private const int Points = 4;
    private const int Reach = 6;
    private const double MinDb = -96;

    private static readonly float[][] Kernels = [.. Enumerable.Range(1, Points - 1).Select(Kernel)];

    /// <summary>In dB, -96 (silence) to a few dB above 0.</summary>
    public static double Db(AudioClip clip)
    {
        ArgumentNullException.ThrowIfNull(clip);
        var samples = clip.Samples.AsSpan();
        var max = 0f;
        foreach (var sample in samples)
            max = Math.Max(max, Math.Abs(sample));

        var peak = max;
        for (var n = Reach - 1; n + Reach < samples.Length; n++)
        {
            if (Math.Abs(samples[n]) < max / 2)
                continue;
            foreach (var kernel in Kernels)
            {
                var sum = 0f;
                for (var tap = 0; tap < kernel.Length; tap++)
                    sum += kernel[tap] * samples[n - Reach + 1 + tap];
                peak = Math.Max(peak, Math.Abs(sum));
            }
        }

        return Math.Max(MinDb, 20 * Math.Log10(peak));
    }

    /// <summary>Taps for the point a number of quarters after a sample.</summary>
    private static float[] Kernel(int quarters)
    {
        var taps = Enumerable.Range(0, 2 * Reach).Select(tap =>
        {
            var x = tap - Reach + 1 - ((double)quarters / Points);
            return Math.Sin(Math.PI * x) / (Math.PI * x) * (0.5 + (0.5 * Math.Cos(Math.PI * x / (Reach + 1))));
        }).ToArray();
        return [.. taps.Select(tap => (float)(tap / taps.Sum()))];
    }
}
