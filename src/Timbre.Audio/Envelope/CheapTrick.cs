using System.Runtime.Intrinsics;
using Timbre.Audio.Spectra;

namespace Timbre.Audio.Envelope;

/// <summary>Spectral envelope by CheapTrick: Morise, "CheapTrick, a spectral envelope estimator for high-quality speech synthesis", Speech Communication 67, 2015.</summary>
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
    private readonly double[] _wave;
    private readonly double[] _window;
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
        (_wave, _window) = (new double[fftSize + 4], new double[fftSize + 4]);
        (_re, _im, _power) = (new double[_fft.Bins], new double[_fft.Bins], new double[_fft.Bins]);
        _scratch = new double[PowerSpectrum.ScratchFor(_fft.Bins)];
    }

    /// <summary>N/2 + 1, the bins of an envelope from 0 to half the rate.</summary>
    public int Bins => _fft.Bins;

    /// <summary>Smallest power of two that holds three periods of 71 Hz: 1024 at 16 and 22.05 kHz, 2048 at 44.1 and 48 kHz.</summary>
    public static int FftSizeFor(int rateHz) => (int)Math.Pow(2, 1 + (int)Math.Log2(3.0 * rateHz / Pitch.Harvest.DefaultLowestHz + 1));

    /// <summary>Envelopes of all frames of <paramref name="samples"/>, as power: [frames, bins].</summary>
    /// <param name="samples">The sound.</param>
    /// <param name="f0Hz">F0 of each frame in Hz, 0 where unvoiced.</param>
    /// <param name="envelope">Where to: frames times <see cref="Bins"/>.</param>
    /// <param name="hopSeconds">Time between two frames.</param>
    public void Estimate(ReadOnlySpan<float> samples, ReadOnlySpan<float> f0Hz, Span<float> envelope, double hopSeconds = Framing.HopSeconds)
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
        Cut(samples, seconds, f0Hz);
        _fft.Forward(_wave, _re, _im);
        PowerSpectrum.Of(_re, _im, _power);
        PowerSpectrum.FillBelowF0(_power, f0Hz * binsPerHz, _scratch);
        PowerSpectrum.Smooth(_power, f0Hz * binsPerHz * 2 / 3, _power, _scratch);
        Lifter(f0Hz, envelope);
    }

    /// <summary>Three periods under a Hann window of unit energy, its mean taken out again in the window's own shape.</summary>
    private void Cut(ReadOnlySpan<float> samples, double seconds, double f0Hz)
    {
        var half = (int)(1.5 * _rateHz / f0Hz + 0.5);
        var length = 2 * half + 1;
        var centre = (int)(seconds * _rateHz + 0.501);
        var step = Math.PI * f0Hz / (1.5 * _rateHz);
        var ramp = Vector256.Create(0.0, 1, 2, 3);
        for (var i = 0; i < length; i += 4)
            (Vector256.Cos((ramp + Vector256.Create((double)i - half)) * step) * 0.5 + Vector256.Create(0.5)).CopyTo(_window.AsSpan(i, 4));

        double energy = 0, windowSum = 0, waveSum = 0;
        for (var i = 0; i < length; i++)
        {
            energy += _window[i] * _window[i];
            windowSum += _window[i];
            waveSum += _wave[i] = samples.IsEmpty ? 0 : samples[Math.Clamp(centre - half + i, 0, samples.Length - 1)] * _window[i];
        }

        var (gain, mean) = (1 / Math.Sqrt(energy), waveSum / windowSum);
        for (var i = 0; i < length; i++)
            _wave[i] = (_wave[i] - _window[i] * mean) * gain;
        _wave.AsSpan(length).Clear();
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
        for (var k = 0; k <= half; k += 4)
        {
            var value = Vector256.Exp(Vector256.Create(_wave.AsSpan(k, 4)));
            for (var i = 0; i < Math.Min(4, half + 1 - k); i++)
                envelope[k + i] = (float)value[i];
        }
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
