namespace Timbre.Audio.Measures.Perceptual.Alignment;

/// <summary>Products of spectra.</summary>
internal static class CrossSpectrum
{
    /// <summary>X ← X* · Y, the spectrum of Σₙ x[n] · y[n + l].</summary>
    public static void MultiplyConjugate(Span<double> xRe, Span<double> xIm, ReadOnlySpan<double> yRe, ReadOnlySpan<double> yIm)
    {
        for (var k = 0; k < xRe.Length; k++)
            (xRe[k], xIm[k]) = ((xRe[k] * yRe[k]) + (xIm[k] * yIm[k]), (xRe[k] * yIm[k]) - (xIm[k] * yRe[k]));
    }
}
