using Timbre.Audio.Spectra;

namespace Timbre.Audio.Measures.Intelligibility;

/// <summary>A[t, b] = √Σ |X[t, k]|² over the bins k of band b: magnitudes in fifteen third-octave bands from 150 Hz, at 10 kHz.</summary>
/// <remarks>
/// Frames of 25.6 ms each 12.8 ms under a Hann window; centres 150·2^(b/3) Hz, edges a sixth of an octave to both sides, on the nearest
/// bin.
/// </remarks>
internal static class ThirdOctaves
{
    public const int RateHz = 10_000;
    public const int FrameSamples = 256;
    public const int HopSamples = 128;
    public const int Bands = 15;

    private const int FftSize = 512;
    private const double MinCentreHz = 150;

    /// <summary>First bin of each band, and the one behind the last band's last.</summary>
    private static readonly int[] Edges = [.. Enumerable.Range(0, Bands + 1).Select(EdgeBin)];

    /// <summary>Hann's window without the zeros at its ends.</summary>
    public static double[] Taper()
    {
        var window = new double[FrameSamples + 2];
        Window.Hann(window);
        return window[1..^1];
    }

    /// <summary>[frames, bands]; as many frames as fit.</summary>
    public static double[] Of(ReadOnlySpan<double> samples)
    {
        var frames = Frames(samples.Length);
        var taper = Taper();
        var fft = new RealFft(FftSize);
        double[] frame = new double[FftSize], re = new double[fft.Bins], im = new double[fft.Bins];
        var magnitudes = new double[frames * Bands];
        for (var t = 0; t < frames; t++)
        {
            var source = samples.Slice(t * HopSamples, FrameSamples);
            for (var i = 0; i < FrameSamples; i++)
                frame[i] = source[i] * taper[i];
            fft.Forward(frame, re, im);
            for (var band = 0; band < Bands; band++)
            {
                var power = 0.0;
                for (var k = Edges[band]; k < Edges[band + 1]; k++)
                    power += (re[k] * re[k]) + (im[k] * im[k]);
                magnitudes[(t * Bands) + band] = Math.Sqrt(power);
            }
        }

        return magnitudes;
    }

    /// <summary>
    /// Frames that fit into so many samples; as in the authors' program, the one that would end with the last sample is left out.
    /// </summary>
    public static int Frames(int samples) => samples <= FrameSamples ? 0 : ((samples - FrameSamples - 1) / HopSamples) + 1;

    private static int EdgeBin(int edge) =>
        (int)Math.Round(MinCentreHz * Math.Pow(2, ((2 * edge) - 1) / 6.0) / RateHz * FftSize, MidpointRounding.AwayFromZero);
}
