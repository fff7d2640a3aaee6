using System.Runtime.Intrinsics;
using Timbre.Audio.Spectra;

namespace Timbre.Audio.Envelope;

/// <summary>
/// Spectral envelope by CheapTrick: Morise, "CheapTrick, a spectral envelope estimator for high-quality speech synthesis", Speech
/// Communication 67, 2015.
/// </summary>
/// <remarks>
/// Three steps, all adapted to F0: a Hann window of three periods, so that the power does not depend on where in the period
/// the frame falls; a mean over 2/3 F0; and, in the cepstrum, a lifter that removes what repeats at F0 and restores what the
/// smoothing took from the formants (q₁ = -0.15). Holds scratch: one thread at a time, and no allocation per frame.
/// </remarks>
public sealed class CheapTrick
{
    private const double Recovery = -0.15; // q₁
    private const double UnvoicedF0Hz = 500; // window for frames without F0: short, as they change fast
    private const double Dither = 1e-16; // on power: digital silence has a logarithm too

    private readonly int _rateHz;
    private readonly RealFft _fft;
    private readonly AdaptiveFrame _frame;
    private readonly double[] _wave;
    private readonly double[] _re;
    private readonly double[] _im;
    private readonly double[] _power;
    private readonly double[] _scratch;

    /// <summary>An estimator for sound of <paramref name="rateHz"/> with the transform size that WORLD would take.</summary>
    public CheapTrick(int rateHz)
        : this(rateHz, FftSizeFor(rateHz))
    {
    }

    /// <summary>An estimator with a transform of <paramref name="fftSize"/> points, a power of two.</summary>
    public CheapTrick(int rateHz, int fftSize)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(rateHz);
        _rateHz = rateHz;
        _fft = new RealFft(fftSize);
        _frame = new AdaptiveFrame(rateHz, fftSize);
        _wave = new double[fftSize];
        (_re, _im, _power) = (new double[_fft.Bins], new double[_fft.Bins], new double[_fft.Bins]);
        _scratch = new double[PowerSpectrum.ScratchFor(_fft.Bins)];
    }

    /// <summary>N/2 + 1, the bins of an envelope from 0 to half the rate.</summary>
    public int Bins => _fft.Bins;

    /// <summary>Smallest power of two that holds three periods of 71 Hz: 1024 at 16 and 22.05 kHz, 2048 at 44.1 and 48 kHz.</summary>
    public static int FftSizeFor(int rateHz) => (int)Math.Pow(2, 1 + (int)Math.Log2(3.0 * rateHz / Pitch.Harvest.DefaultMinHz + 1));

    /// <summary>Envelopes of all frames of <paramref name="samples"/>, as power: [frames, bins].</summary>
    /// <param name="samples">The sound.</param>
    /// <param name="f0Hz">F0 of each frame in Hz, 0 where unvoiced.</param>
    /// <param name="envelope">Where to: frames times <see cref="Bins"/>.</param>
    /// <param name="hopSeconds">Time between two frames.</param>
    public void Estimate(
        ReadOnlySpan<float> samples, ReadOnlySpan<float> f0Hz, Span<float> envelope, double hopSeconds = Framing.HopSeconds)
    {
        for (var frame = 0; frame < f0Hz.Length; frame++)
            EstimateFrame(samples, frame * hopSeconds, f0Hz[frame], envelope.Slice(frame * Bins, Bins));
    }

    /// <summary>The envelope at <paramref name="seconds"/>, as power, in <see cref="Bins"/> bins.</summary>
    public void EstimateFrame(ReadOnlySpan<float> samples, double seconds, double f0Hz, Span<float> envelope)
    {
        if (f0Hz <= 3.0 * _rateHz / (_fft.Size - 3))
            f0Hz = UnvoicedF0Hz;

        var binsPerHz = (double)_fft.Size / _rateHz;
        var (_, energy) = _frame.Cut(samples, seconds, f0Hz, periods: 3, blackman: false, _wave);
        _fft.Forward(_wave, _re, _im);
        PowerSpectrum.Of(_re, _im, _power, 1 / energy);
        PowerSpectrum.FillBelowF0(_power, f0Hz * binsPerHz, _scratch);
        PowerSpectrum.Smooth(_power, f0Hz * binsPerHz * 2 / 3, _power, _scratch);
        Lifter(f0Hz, envelope);
    }

    /// <summary>exp(F{ c(q) · sin(πF0q)/(πF0q) · (1 - 2q₁ + 2q₁·cos(2πF0q)) }), c the cepstrum of the power, q in seconds.</summary>
    private void Lifter(double f0Hz, Span<float> envelope)
    {
        var half = _fft.Size / 2;
        LogMirrored();
        _fft.Forward(_wave, _re, _im);
        var step = Math.PI * f0Hz / _rateHz;
        var (turnIm, turnRe) = Math.SinCos(step);
        double sin = 0, cos = 1;
        for (var q = 1; q <= half; q++)
        {
            (cos, sin) = (cos * turnRe - sin * turnIm, cos * turnIm + sin * turnRe);
            _re[q] *= sin / (step * q) * (1 - 4 * Recovery * sin * sin); // 1 - 2q₁ + 2q₁·cos 2a = 1 - 4q₁·sin² a
        }

        _im.AsSpan().Clear();
        _fft.Inverse(_re, _im, _wave);
        for (var k = 0; k < half; k += 4)
        {
            var value = Vector256.Exp(Vector256.Create(_wave.AsSpan(k, 4)));
            Vector128.Narrow(value.GetLower(), value.GetUpper()).CopyTo(envelope[k..]);
        }

        envelope[half] = (float)Math.Exp(_wave[half]);
    }

    private void LogMirrored()
    {
        var half = _fft.Size / 2;
        for (var k = 0; k < half; k += 4)
            Vector256.Log(Vector256.Create(_power.AsSpan(k, 4)) + Vector256.Create(Dither)).CopyTo(_wave.AsSpan(k, 4));
        _wave[half] = Math.Log(_power[half] + Dither);
        for (var k = 1; k < half; k++)
            _wave[_fft.Size - k] = _wave[k];
    }
}
