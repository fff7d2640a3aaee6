using Timbre.Audio.Spectra;

namespace Timbre.Models.Alignment.Acoustics;

/// <summary>c[k] = l[k] · √(2/M) · Σₘ log(Eₘ) · cos(πk(m + ½)/M): 13 cepstra of M = 25 mel bands, a frame each 10 ms.</summary>
/// <remarks>
/// As the US English model of PocketSphinx was trained (its feat.params): pre-emphasis 0.97, Hamming window of 410 samples, DFT of 512,
/// triangles of unit area from 130 to 6800 Hz with corners at DFT points, l[k] = 1 + 11 · sin(πk/22); c[0] has √(1/M).
/// </remarks>
internal sealed class CepstralFrontEnd
{
    /// <summary>Cepstra in a frame.</summary>
    public const int Cepstra = 13;

    /// <summary>Samples from one frame to the next.</summary>
    public const int HopSamples = 160;

    private const int WindowSamples = 410;
    private const int DftSize = 512;
    private const int Bands = 25;
    private const double MinHz = 130;
    private const double MaxHz = 6800;
    private const double PreEmphasis = 0.97;
    private const int Lifter = 22;
    private const double EnergyFloor = 1e-4;
    private const double FullScale = 32768;

    private readonly RealFft _fft = new(DftSize);
    private readonly double[] _window = new double[WindowSamples];
    private readonly double[] _frame = new double[DftSize];
    private readonly double[] _re = new double[DftSize / 2 + 1];
    private readonly double[] _im = new double[DftSize / 2 + 1];
    private readonly double[] _bands = new double[Bands];
    private readonly (int First, double[] Weights)[] _filters = new (int, double[])[Bands];
    private readonly double[,] _cosines = new double[Cepstra, Bands];

    /// <summary>Tables for one thread at a time.</summary>
    /// <param name="warp">What the bands' frequencies are multiplied by: above 1 for a speaker whose formants are higher than most.</param>
    public CepstralFrontEnd(double warp = 1)
    {
        for (var n = 0; n < WindowSamples; n++)
            _window[n] = 0.54 - 0.46 * Math.Cos(2 * Math.PI * n / (WindowSamples - 1));
        for (var m = 0; m < Bands; m++)
            _filters[m] = Filter(m, warp);
        for (var k = 0; k < Cepstra; k++)
        {
            var scale = Math.Sqrt((k == 0 ? 1.0 : 2.0) / Bands) * (1 + Lifter / 2 * Math.Sin(Math.PI * k / Lifter));
            for (var m = 0; m < Bands; m++)
                _cosines[k, m] = scale * Math.Cos(Math.PI * k * (m + 0.5) / Bands);
        }
    }

    /// <summary>Number of frames of <paramref name="samples"/>; each lies wholly within them.</summary>
    public static int Frames(int samples) => samples < WindowSamples ? 0 : 1 + (samples - WindowSamples) / HopSamples;

    /// <summary>The cepstra of every frame, one frame after the other.</summary>
    /// <param name="samples">At <see cref="PocketSphinx.RateHz"/>, full scale at 1.</param>
    public float[] Of(ReadOnlySpan<float> samples)
    {
        var cepstra = new float[Frames(samples.Length) * Cepstra];
        for (var t = 0; t * Cepstra < cepstra.Length; t++)
            Frame(samples, t * HopSamples, cepstra.AsSpan(t * Cepstra, Cepstra));
        return cepstra;
    }

    private void Frame(ReadOnlySpan<float> samples, int start, Span<float> cepstra)
    {
        var before = start > 0 ? samples[start - 1] : 0;
        for (var n = 0; n < WindowSamples; n++)
        {
            var sample = samples[start + n];
            _frame[n] = FullScale * (sample - PreEmphasis * before) * _window[n];
            before = sample;
        }

        _fft.Forward(_frame, _re, _im);
        for (var m = 0; m < Bands; m++)
        {
            var (first, weights) = _filters[m];
            var energy = 0.0;
            for (var i = 0; i < weights.Length; i++)
                energy += weights[i] * (_re[first + i] * _re[first + i] + _im[first + i] * _im[first + i]);
            _bands[m] = Math.Log(energy + EnergyFloor);
        }

        for (var k = 0; k < Cepstra; k++)
        {
            var sum = 0.0;
            for (var m = 0; m < Bands; m++)
                sum += _cosines[k, m] * _bands[m];
            cepstra[k] = (float)sum;
        }
    }

    private static (int First, double[] Weights) Filter(int band, double warp)
    {
        const double BinHz = (double)PocketSphinx.RateHz / DftSize;
        var step = (Mel(MaxHz) - Mel(MinHz)) / (Bands + 1);
        var corners = new double[3];
        for (var i = 0; i < corners.Length; i++)
            corners[i] = Math.Floor(Warped(Hertz(Mel(MinHz) + (band + i) * step), warp) / BinHz + 0.5);
        var first = (int)corners[0];
        var weights = new double[(int)corners[2] - first + 1];
        for (var i = 0; i < weights.Length; i++)
        {
            var slope = Math.Min(i / (corners[1] - corners[0]), (corners[2] - first - i) / (corners[2] - corners[1]));
            weights[i] = slope * 2 / ((corners[2] - corners[0]) * BinHz);
        }

        return (first, weights);
    }

    /// <summary>f · w below a knee, and above it on a line to the highest frequency, which stays where it is.</summary>
    private static double Warped(double hz, double warp)
    {
        const double KneeHz = 5500;
        var knee = warp > 1 ? KneeHz / warp : KneeHz;
        return hz <= knee ? hz * warp : knee * warp + (hz - knee) * (MaxHz - knee * warp) / (MaxHz - knee);
    }

    private static double Mel(double hz) => 2595 * Math.Log10(1 + hz / 700);

    private static double Hertz(double mel) => 700 * (Math.Pow(10, mel / 2595) - 1);
}
