namespace Timbre.Audio.Pictures;

/// <summary>The lowest and the highest sample of each of so many equal stretches of a sound: what a waveform is drawn from.</summary>
public static class WaveformEnvelope
{
    /// <summary>Most stretches that <see cref="Of"/> makes.</summary>
    public const int MaxPoints = 400;

    /// <summary>min[p], max[p] over samples p·n/P to (p + 1)·n/P, as steps of 1/127 of full scale.</summary>
    /// <returns>
    /// Two bytes for each of P = min(400, n) stretches: lowest, then highest, each -127 to 127, louder samples cut there.
    /// </returns>
    public static sbyte[] Of(ReadOnlySpan<float> samples)
    {
        var points = Math.Min(MaxPoints, samples.Length);
        var envelope = new sbyte[2 * points];
        for (var p = 0; p < points; p++)
        {
            var stretch = samples[(int)((long)p * samples.Length / points)..(int)((p + 1L) * samples.Length / points)];
            var (low, high) = (stretch[0], stretch[0]);
            foreach (var sample in stretch)
            {
                low = Math.Min(low, sample);
                high = Math.Max(high, sample);
            }

            envelope[2 * p] = Level(low);
            envelope[(2 * p) + 1] = Level(high);
        }

        return envelope;
    }

    private static sbyte Level(float sample) => (sbyte)Math.Round(Math.Clamp(sample, -1, 1) * 127);
}
