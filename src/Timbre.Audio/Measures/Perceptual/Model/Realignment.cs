using Timbre.Audio.Measures.Perceptual.Alignment;
using Timbre.Audio.Spectra;

namespace Timbre.Audio.Measures.Perceptual.Model;

/// <summary>
/// A second look at bad intervals: each is shifted by the lag at which the magnitudes of both waveforms correlate best, if they do.
/// </summary>
internal sealed class Realignment(PesqRate rate, FftPlans plans)
{
    private const int SearchFrames = 4;
    private const double MinCorrelation = 0.5;
    private const double MinPower = 1e-6;

    private readonly int _range = SearchFrames * rate.FrameSamples;

    /// <summary>
    /// The degraded recording, already as the reference goes, with every interval shifted; intervals in frames, <paramref name="length"/>
    /// without the tail.
    /// </summary>
    public float[] Of(float[] reference, float[] aligned, List<(int Start, int End)> intervals, int length)
    {
        var shifted = (float[])aligned.Clone();
        foreach (var (startFrame, endFrame) in intervals)
        {
            var start = (startFrame * rate.FrameSamples / 2) + rate.MarginSamples;
            var end = (endFrame * rate.FrameSamples / 2) + rate.FrameSamples + rate.MarginSamples;
            var lag = Lag(reference.AsSpan(start, end - start), aligned, start, length);
            for (var i = start; i < end; i++)
                shifted[i] = aligned[Math.Clamp(i + lag, 0, length - 1)];
        }

        return shifted;
    }

    private int Lag(ReadOnlySpan<float> interval, float[] aligned, int start, int length)
    {
        var count = interval.Length + (2 * _range);
        var fft = plans.For(2 * count);
        double[] x = new double[fft.Size], y = new double[fft.Size];
        var last = length - rate.MarginSamples + rate.TailSamples - 1;
        var (energyX, energyY) = (0.0, 0.0);
        for (var i = 0; i < count; i++)
        {
            x[i] = i >= _range && i < _range + interval.Length ? Math.Abs(interval[i - _range]) : 0;
            y[i] = Math.Abs(aligned[Math.Clamp(start - _range + i, rate.MarginSamples, last)]);
            energyX += x[i] * x[i];
            energyY += y[i] * y[i];
        }

        if (Math.Min(energyX, energyY) <= MinPower * fft.Size)
            return 0;

        double[] xRe = new double[fft.Bins], xIm = new double[fft.Bins], yRe = new double[fft.Bins], yIm = new double[fft.Bins];
        fft.Forward(x, xRe, xIm);
        fft.Forward(y, yRe, yIm);
        CrossSpectrum.MultiplyConjugate(xRe, xIm, yRe, yIm);
        fft.Inverse(xRe, xIm, x);

        var (best, at) = (0.0, 0);
        for (var lag = -_range; lag < _range; lag++)
        {
            var value = Math.Abs(x[lag < 0 ? lag + fft.Size : lag]);
            if (value > best)
                (best, at) = (value, lag);
        }

        return best >= MinCorrelation * Math.Sqrt(energyX * energyY) ? at : 0;
    }
}
