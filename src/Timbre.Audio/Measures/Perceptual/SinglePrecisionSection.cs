namespace Timbre.Audio.Measures.Perceptual;

/// <summary>z[n] = x[n] - a₁·z[n-1] - a₂·z[n-2], y[n] = b₀·z[n] + b₁·z[n-1] + b₂·z[n-2], all of it in single precision.</summary>
/// <remarks>
/// The scores of the ITU's reference program hold the rounding noise of this form: where a recording has no highs, that noise is
/// what is there, and a filter without it (Filters.BiQuad) is up to 0.005 away from the published scores.
/// </remarks>
internal static class SinglePrecisionSection
{
    /// <summary>Filters in place, from rest; coefficients b₀, b₁, b₂, a₁, a₂.</summary>
    public static void Filter(ReadOnlySpan<float> section, Span<float> samples)
    {
        var (b0, b1, b2, a1, a2) = (section[0], section[1], section[2], section[3], section[4]);
        var (z1, z2) = (0f, 0f);
        foreach (ref var sample in samples)
        {
            var z = sample - (a1 * z1) - (a2 * z2);
            sample = (b0 * z) + (b1 * z1) + (b2 * z2);
            (z1, z2) = (z, z1);
        }
    }
}
