using Timbre.Audio.Spectra;

namespace Timbre.Audio.Measures.Conditions;

/// <summary>A recording's power over time in bands of 250 Hz and, higher up, 15 % of their place: what several measures look at.</summary>
/// <remarks>
/// Hann frames of 16 to 32 ms, half overlapped; 80 Hz to half the rate, but not the two lowest bins, into which offset and rumble leak. The
/// sum over bands is the frame's mean power, re full scale.
/// </remarks>
public sealed class BandPowers
{
    private const double FrameSeconds = 0.016;
    private const double MinHz = 80;
    private const double MinWidthHz = 250;
    private const double MinWidthShare = 0.15;

    private const int LeakingBins = 2;

    /// <summary>Of the frames, those count as the quiet ones.</summary>
    private const double QuietQuantile = 0.05;

    /// <summary>The 5 % quantile of the standard normal distribution.</summary>
    private const double QuietDeviations = -1.645;

    /// <summary>
    /// Hann's window makes neighbouring bins alike: of so many, that share is independent, twice over for both parts of each.
    /// </summary>
    private const double FreedomPerBin = 1.25;

    private readonly float[] _powers;
    private readonly double[] _edgesHz;
    private readonly int[] _binsOfBand;

    private BandPowers(float[] powers, double[] edgesHz, int[] binsOfBand, double hopSeconds)
    {
        (_powers, _edgesHz, _binsOfBand, HopSeconds) = (powers, edgesHz, binsOfBand, hopSeconds);
        Frames = powers.Length / Bands;
    }

    /// <summary>The number of frames; 0 for a sound shorter than one frame.</summary>
    public int Frames { get; }

    /// <summary>From one frame to the next.</summary>
    public double HopSeconds { get; }

    private int Bands => _edgesHz.Length - 1;

    /// <summary>The powers of a clip.</summary>
    public static BandPowers Of(AudioClip clip)
    {
        ArgumentNullException.ThrowIfNull(clip);
        var size = (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Math.Max(16, FrameSeconds * clip.RateHz));
        var (fft, hop) = (new RealFft(size), size / 2);
        var edges = Edges(clip.RateHz);
        var binOfEdge = Array.ConvertAll(edges, hz => Math.Clamp((int)Math.Round(hz * size / clip.RateHz), LeakingBins, fft.Bins));
        var window = new double[size];
        Window.Hann(window);
        var gain = 2 / (size * VectorKernels.Dot(window, window));
        var frames = clip.Samples.Length < size ? 0 : ((clip.Samples.Length - size) / hop) + 1;
        var powers = new float[frames * (edges.Length - 1)];
        var middle = clip.Samples.Length == 0 ? 0 : clip.Samples.Average(sample => (double)sample);
        double[] x = new double[size], re = new double[fft.Bins], im = new double[fft.Bins], power = new double[fft.Bins];
        for (var t = 0; t < frames; t++)
        {
            var samples = clip.Samples.AsSpan(t * hop, size);
            for (var i = 0; i < size; i++)
                x[i] = (samples[i] - middle) * window[i];
            fft.Forward(x, re, im);
            PowerSpectrum.Of(re, im, power, gain);
            for (var b = 0; b < edges.Length - 1; b++)
            {
                var sum = 0.0;
                foreach (var bin in power.AsSpan(binOfEdge[b], binOfEdge[b + 1] - binOfEdge[b]))
                    sum += bin;
                powers[(t * (edges.Length - 1)) + b] = (float)sum;
            }
        }

        int[] bins = [.. binOfEdge.Skip(1).Zip(binOfEdge, (to, from) => to - from)];
        return new BandPowers(powers, edges, bins, (double)hop / clip.RateHz);
    }

    /// <summary>Power over time between two frequencies: of the bands whose middle lies there.</summary>
    public double[] Between(double fromHz, double toHz)
    {
        var (from, to) = Range(fromHz, toHz);
        var sums = new double[Frames];
        for (var t = 0; t < Frames; t++)
        {
            foreach (var power in _powers.AsSpan((t * Bands) + from, to - from))
                sums[t] += power;
        }

        return sums;
    }

    /// <summary>
    /// Mean power of the noise between two frequencies, as far as it is steady: each band by its own quiet moments, pauses or not.
    /// </summary>
    /// <remarks>
    /// Speech leaves every band alone for a twentieth of the time, if it lasts some seconds. Digital silence is no moment; where there is
    /// nothing else, 0.
    /// </remarks>
    public double SteadyNoise(double fromHz = 0, double toHz = double.PositiveInfinity)
    {
        var (from, to) = Range(fromHz, toHz);
        var audible = new List<int>();
        for (var t = 0; t < Frames; t++)
        {
            if (_powers.AsSpan(t * Bands, Bands).ContainsAnyExceptInRange(0f, 1e-14f))
                audible.Add(t);
        }

        var noise = 0.0;
        var levels = new float[audible.Count];
        for (var b = from; b < to && levels.Length > 0; b++)
        {
            for (var i = 0; i < levels.Length; i++)
                levels[i] = _powers[(audible[i] * Bands) + b];
            Array.Sort(levels);
            noise += QuietToMean(_binsOfBand[b]) * levels[(int)(QuietQuantile * (levels.Length - 1))];
        }

        return noise;
    }

    /// <summary>
    /// Mean over quiet quantile of noise: χ² of as many degrees of freedom as the bins have, by Wilson and Hilferty's approximation.
    /// </summary>
    private static double QuietToMean(int bins)
    {
        var spread = 2 / (9 * FreedomPerBin * Math.Max(1, bins));
        return Math.Pow(Math.Max(0.3, 1 - spread + (QuietDeviations * Math.Sqrt(spread))), -3);
    }

    private (int From, int To) Range(double fromHz, double toHz)
    {
        bool Within(int band) => (_edgesHz[band] + _edgesHz[band + 1]) / 2 is var middle && middle >= fromHz && middle < toHz;
        var from = Enumerable.Range(0, Bands).FirstOrDefault(Within, Bands);
        return (from, Enumerable.Range(from, Bands - from).FirstOrDefault(band => !Within(band), Bands));
    }

    private static double[] Edges(int rateHz)
    {
        var edges = new List<double> { Math.Min(MinHz, rateHz / 4.0) };
        for (var next = edges[0] + MinWidthHz; next < rateHz / 2.0; next += Math.Max(MinWidthHz, MinWidthShare * next))
            edges.Add(next);
        if (edges.Count > 1 && (rateHz / 2.0) - edges[^1] < MinWidthHz)
            edges.RemoveAt(edges.Count - 1);
        return [.. edges, rateHz / 2.0];
    }
}
