using Timbre.Audio.Spectra;

namespace Timbre.Audio.Measures.Perceptual.Alignment;

/// <summary>
/// d = argmaxₗ Σₜ a[t] · b[t + l] over the log envelopes of a reference and a degraded recording: the coarse delay, to 4 ms.
/// </summary>
internal sealed class EnvelopeDelay(VoiceEnvelope reference, VoiceEnvelope degraded, int stepSamples, FftPlans plans)
{
    /// <summary>Over the whole of both, in samples.</summary>
    public int Whole() => stepSamples * Lag(reference.Log, degraded.Log);

    /// <summary>
    /// Over a stretch of the reference, in samples; the degraded recording is looked at where <paramref name="expectedSamples"/> of delay
    /// put it.
    /// </summary>
    public int Within(int startStep, int endStep, int expectedSamples)
    {
        var expected = expectedSamples / stepSamples;
        var first = Math.Max(startStep + expected < 0 ? -expected : startStep, 0);
        var last = Math.Min(endStep, reference.Log.Length);
        var other = first + expected;
        var count = last - first;
        var otherCount = Math.Min(count, degraded.Log.Length - other);
        return count > 1 && otherCount > 1
            ? expectedSamples + (stepSamples * Lag(reference.Log.AsSpan(first, count), degraded.Log.AsSpan(other, otherCount)))
            : expectedSamples;
    }

    /// <summary>The delay of <paramref name="b"/> in steps; 0 where neither contains speech.</summary>
    private int Lag(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        var fft = plans.For(a.Length + b.Length);
        double[] x = new double[fft.Size], y = new double[fft.Size];
        double[] xRe = new double[fft.Bins], xIm = new double[fft.Bins], yRe = new double[fft.Bins], yIm = new double[fft.Bins];
        a.CopyTo(x);
        b.CopyTo(y);
        fft.Forward(x, xRe, xIm);
        fft.Forward(y, yRe, yIm);
        CrossSpectrum.MultiplyConjugate(xRe, xIm, yRe, yIm);
        fft.Inverse(xRe, xIm, x);

        var (best, at) = (NothingInCommon(a, b), 0);
        for (var lag = 1 - a.Length; lag < b.Length; lag++)
        {
            var value = x[lag < 0 ? lag + fft.Size : lag];
            if (value > best)
                (best, at) = (value, lag);
        }

        return at;
    }

    /// <summary>Tolerance for rounding where the sum is 0.</summary>
    private static double NothingInCommon(ReadOnlySpan<double> a, ReadOnlySpan<double> b) =>
        1e-12 * Math.Sqrt(VectorKernels.Dot(a, a) * VectorKernels.Dot(b, b));
}
