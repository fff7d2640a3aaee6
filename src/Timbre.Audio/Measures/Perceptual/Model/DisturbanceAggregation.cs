namespace Timbre.Audio.Measures.Perceptual.Model;

/// <summary>From frames to one figure: the L6 norm over 320 ms, half overlapped, then the L2 norm over these, weighted over time.</summary>
/// <remarks>Short bursts hurt more than their share. In recordings beyond 16 s the beginning counts less: one forgets.</remarks>
internal static class DisturbanceAggregation
{
    private const int SyllableFrames = 20;
    private const double SyllableExponent = 6;
    private const int UnforgottenFrames = 1000;
    private const double ForgettingFrames = 5500;
    private const double MaxForgetting = 0.5;

    /// <summary>Over <paramref name="disturbances"/>; <paramref name="allFrames"/> are those of the whole recording.</summary>
    public static double Of(ReadOnlySpan<double> disturbances, int lastFrame, int allFrames)
    {
        var (sum, weights) = (0.0, 0.0);
        for (var start = 0; start < disturbances.Length; start += SyllableFrames / 2)
        {
            var powers = 0.0;
            for (var frame = start; frame < Math.Min(start + SyllableFrames, disturbances.Length); frame++)
                powers += Math.Pow(disturbances[frame], SyllableExponent);

            var weight = Weight(start, lastFrame, allFrames);
            var syllable = Math.Pow(powers / SyllableFrames, 1 / SyllableExponent) * weight;
            sum += syllable * syllable;
            weights += weight * weight;
        }

        return Math.Sqrt(sum / weights);
    }

    private static double Weight(int frame, int lastFrame, int allFrames)
    {
        if (lastFrame < UnforgottenFrames)
            return 1;
        var forgotten = Math.Min((allFrames - UnforgottenFrames) / ForgettingFrames, MaxForgetting);
        return 1 - forgotten + (forgotten * frame / allFrames);
    }
}
