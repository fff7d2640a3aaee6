using Timbre.Audio.Spectra;

namespace Timbre.Audio.Measures.Conditions;

/// <summary>
/// Long-term power spectrum as a quantile per bin over Hann frames with 50 % overlap: the median, or one near the maximum.
/// </summary>
internal static class SpectrumQuantiles
{
    /// <summary>
    /// More frames than these are thinned out evenly: a quantile needs no more, and memory does not grow with the recording.
    /// </summary>
    private const int MaxFrames = 1500;

    /// <summary>
    /// Power of each bin (that of a sine of amplitude a is a² / 2, spread over the window's main lobe), at the quantile from 0 to 1; empty
    /// for less than a frame.
    /// </summary>
    public static double[] Quantile(ReadOnlySpan<float> samples, int frameSamples, double quantile)
    {
        var fft = new RealFft(frameSamples);
        var window = new double[frameSamples];
        Window.Hann(window);
        var gain = 2 / (frameSamples * VectorKernels.Dot(window, window)); // one-sided; summed over bins the frame's mean power
        var whole = samples.Length < frameSamples ? 0 : ((samples.Length - frameSamples) / (frameSamples / 2)) + 1;
        var frames = Math.Min(whole, MaxFrames);
        if (frames == 0)
            return [];

        var powers = new float[fft.Bins][];
        for (var k = 0; k < powers.Length; k++)
            powers[k] = new float[frames];
        double[] x = new double[frameSamples], re = new double[fft.Bins], im = new double[fft.Bins];
        for (var t = 0; t < frames; t++)
        {
            var start = (int)((long)t * whole / frames) * (frameSamples / 2);
            for (var i = 0; i < frameSamples; i++)
                x[i] = samples[start + i] * window[i];
            fft.Forward(x, re, im);
            for (var k = 0; k < powers.Length; k++)
                powers[k][t] = (float)(gain * ((re[k] * re[k]) + (im[k] * im[k])));
        }

        var at = Math.Min((int)(quantile * frames), frames - 1);
        return Array.ConvertAll(powers, bin =>
        {
            Array.Sort(bin);
            return (double)bin[at];
        });
    }
}
