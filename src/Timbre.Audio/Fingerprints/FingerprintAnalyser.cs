using Timbre.Audio.Filters;
using Timbre.Audio.Spectra;

namespace Timbre.Audio.Fingerprints;

/// <summary>
/// bit[t, b] = E[t, b] - E[t, b+1] > E[t-4, b] - E[t-4, b+1]: how the balance of neighbouring bands changes, band by band.
/// </summary>
/// <remarks>
/// E is the energy in 33 bands, equally wide by their logarithm, from 300 to 2800 Hz: what telephones keep. Frames of 256 ms each 32 ms
/// hardly notice a shift by half a step, and resolve a voice's harmonics, which no two utterances share.
/// </remarks>
internal static class FingerprintAnalyser
{
    public const int RateHz = 8000;
    public const int HopSamples = 256;

    private const int FrameSamples = 2048;
    private const int LagFrames = 4;
    private const int Bands = 33;
    private const double MinHz = 300;
    private const double MaxHz = 2800;

    /// <summary>Frames so far below the loud ones are known by their noise only.</summary>
    private const double RangeDb = 35;

    private const double LoudQuantile = 0.95;
    private const double MinLevelDb = -80;

    private static readonly double[] EdgesBins = [.. Enumerable.Range(0, Bands + 1)
        .Select(i => MinHz * Math.Pow(MaxHz / MinHz, (double)i / Bands) * FrameSamples / RateHz)];

    /// <summary>One for each hop; 0 where there is too little to know it by, and at the beginning.</summary>
    public static uint[] Frames(AudioClip clip)
    {
        var samples = Resampler.Convert(clip, RateHz).Samples;
        var energies = Energies(samples);
        var levels = new double[energies.Length / Bands];
        for (var t = 0; t < levels.Length; t++)
            levels[t] = 10 * Math.Log10(Sum(energies.AsSpan(t * Bands, Bands)) + 1e-12);
        var min = Math.Max(
            MinLevelDb, levels.Length == 0 ? 0 : levels.Order().ElementAt((int)(LoudQuantile * (levels.Length - 1))) - RangeDb);

        var frames = new uint[levels.Length];
        for (var t = LagFrames; t < frames.Length; t++)
        {
            if (levels[t] >= min)
                frames[t] = Bits(energies.AsSpan(t * Bands, Bands), energies.AsSpan((t - LagFrames) * Bands, Bands));
        }

        return frames;
    }

    private static uint Bits(ReadOnlySpan<double> now, ReadOnlySpan<double> before)
    {
        var bits = 0u;
        for (var b = 0; b < Bands - 1; b++)
        {
            if (now[b] - now[b + 1] > before[b] - before[b + 1])
                bits |= 1u << b;
        }

        return bits;
    }

    /// <summary>[frames, bands], power re full scale; frame t is centred on its hop.</summary>
    private static double[] Energies(ReadOnlySpan<float> samples)
    {
        var fft = new RealFft(FrameSamples);
        var window = new double[FrameSamples];
        Window.Hann(window);
        var gain = 2 / (FrameSamples * VectorKernels.Dot(window, window));
        var energies = new double[(samples.Length + HopSamples - 1) / HopSamples * Bands];
        double[] x = new double[FrameSamples], re = new double[fft.Bins], im = new double[fft.Bins], power = new double[fft.Bins];
        for (var t = 0; t < energies.Length / Bands; t++)
        {
            var start = (t * HopSamples) + ((HopSamples - FrameSamples) / 2);
            var (from, to) = (Math.Max(0, -start), Math.Min(FrameSamples, samples.Length - start));
            x.AsSpan().Clear();
            for (var i = from; i < to; i++)
                x[i] = samples[start + i] * window[i];
            fft.Forward(x, re, im);
            PowerSpectrum.Of(re, im, power, gain);
            for (var b = 0; b < Bands; b++)
                energies[(t * Bands) + b] = Between(power, EdgesBins[b], EdgesBins[b + 1]);
        }

        return energies;
    }

    /// <summary>Power between two places among the bins, each bin one wide.</summary>
    private static double Between(ReadOnlySpan<double> power, double from, double to)
    {
        var sum = 0.0;
        for (var k = (int)from; k <= (int)to; k++)
            sum += power[k] * (Math.Min(to, k + 1) - Math.Max(from, k));
        return sum;
    }

    private static double Sum(ReadOnlySpan<double> values)
    {
        var sum = 0.0;
        foreach (var value in values)
            sum += value;
        return sum;
    }
}
