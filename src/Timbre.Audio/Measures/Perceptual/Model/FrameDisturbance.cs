namespace Timbre.Audio.Measures.Perceptual.Model;

/// <summary>
/// Disturbance of a frame in PESQ: symmetric D from all loudness differences, asymmetric A from what was added to the reference.
/// </summary>
/// <remarks>
/// A difference less than a quarter of the lower loudness is masked. D is the L2 norm over bands, weighted with their widths;
/// A the L1 norm after a factor ((P_deg + 50) / (P_ref + 50))^1.2, 0 below 3 and 12 at the most. The lowest band does not count.
/// </remarks>
internal sealed class FrameDisturbance(BarkBands bands)
{
    private const double Masked = 0.25;
    private const double PowerOffset = 50;
    private const double AsymmetryExponent = 1.2;
    private const double MinAsymmetry = 3;
    private const double MaxAsymmetry = 12;

    private readonly LoudnessScale _scale = new(bands);
    private readonly double _totalWidth = Total(bands.Widths[1..]);

    /// <summary>Of the pitch powers of a frame, a value for each band.</summary>
    public (double Symmetric, double Asymmetric) Of(ReadOnlySpan<double> reference, ReadOnlySpan<double> degraded)
    {
        var (squares, sum) = (0.0, 0.0);
        for (var band = 1; band < bands.Count; band++)
        {
            var (referenceLoudness, degradedLoudness) = (_scale.Loudness(band, reference[band]), _scale.Loudness(band, degraded[band]));
            var difference = Math.Abs(degradedLoudness - referenceLoudness) - (Masked * Math.Min(referenceLoudness, degradedLoudness));
            if (difference <= 0)
                continue;
            difference *= bands.Widths[band];
            squares += difference * difference;
            sum += difference * Asymmetry(reference[band], degraded[band]);
        }

        return (Math.Sqrt(squares / _totalWidth) * _totalWidth, sum);
    }

    private static double Asymmetry(double reference, double degraded)
    {
        var ratio = Math.Pow((degraded + PowerOffset) / (reference + PowerOffset), AsymmetryExponent);
        return ratio < MinAsymmetry ? 0 : Math.Min(ratio, MaxAsymmetry);
    }

    private static double Total(ReadOnlySpan<double> widths)
    {
        var total = 0.0;
        foreach (var width in widths)
            total += width;
        return total;
    }
}
