using System.Runtime.Intrinsics;

namespace Timbre.Audio.Pitch;

/// <summary>A better F0 near a given one, from the instantaneous frequencies of its first harmonics, and how well those agree.</summary>
/// <remarks>
/// Flanagan's equation in a Blackman window of three periods: ω + Im(X_d·X̄)/|X|², X_d the spectrum under the window's
/// negative derivative. F0 is the mean over harmonics weighted by amplitude; the score is one over the mean relative
/// deviation (Morise 2017, the second step of Harvest). Six bins at most are needed, so they are summed up directly.
/// </remarks>
internal sealed class InstantaneousFrequency
{
    private const int MaxHarmonics = 6;
    private const double MinScore = 2.5;

    private readonly double _rateHz;
    private readonly double _minHz;
    private readonly double _maxHz;
    private readonly double[] _window;
    private readonly double[] _main;
    private readonly double[] _slope;

    public InstantaneousFrequency(double rateHz, double minHz, double maxHz)
    {
        (_rateHz, _minHz, _maxHz) = (rateHz, minHz, maxHz);
        var longest = 2 * HalfLength(minHz) + 1 + 16;
        (_window, _main, _slope) = (new double[longest], new double[longest], new double[longest]);
    }

    /// <summary>False where <paramref name="f0Hz"/> turns out not to be an F0 at this time.</summary>
    public bool Refine(ReadOnlySpan<double> signal, double seconds, double f0Hz, out double refinedHz, out double score)
    {
        var half = HalfLength(f0Hz);
        var length = 2 * half + 1;
        var resolutionHz = _rateHz / Math.Pow(2, 2 + (int)Math.Log2(length));
        var padded = Cut(signal, seconds, half);

        double amplitudes = 0, frequencies = 0, deviations = 0;
        var harmonics = Math.Min((int)(_rateHz / 2 / f0Hz), MaxHarmonics);
        for (var harmonic = 1; harmonic <= harmonics; harmonic++)
        {
            var binHz = Math.Round(f0Hz * harmonic / resolutionHz, MidpointRounding.AwayFromZero) * resolutionHz;
            var (power, turn) = Bin(2 * Math.PI * binHz / _rateHz, padded);
            var foundHz = power == 0 ? 0 : binHz + turn / power * _rateHz / (2 * Math.PI);
            var amplitude = Math.Sqrt(power);
            frequencies += amplitude * foundHz;
            amplitudes += amplitude * harmonic;
            deviations += Math.Abs(foundHz / harmonic - f0Hz) / f0Hz;
        }

        refinedHz = frequencies / (amplitudes + 1e-12);
        score = 1 / (deviations / harmonics + 1e-12);
        return refinedHz >= _minHz && refinedHz <= _maxHz && score >= MinScore;
    }

    private int HalfLength(double f0Hz) => (int)(1.5 * _rateHz / f0Hz + 1);

    /// <summary>
    /// The signal under the window and under its negative slope, zeros behind up to a multiple of 8; returns that length.
    /// </summary>
    private int Cut(ReadOnlySpan<double> signal, double seconds, int half)
    {
        var length = 2 * half + 1;
        var first = (int)Math.Floor(seconds * _rateHz - half + 0.501) - 1; // Harvest's window ends a sample early; its scores were tuned so
        var step = 2 * Math.PI / length;
        var phase = step * (first - seconds * _rateHz);
        var four = Vector256.Create(0.0, 1, 2, 3);
        for (var i = 0; i < length; i += 4)
        {
            var cos = Vector256.Cos((four + Vector256.Create((double)i)) * step + Vector256.Create(phase));
            var window = Vector256.Create(0.34) + cos * (Vector256.Create(0.5) + cos * 0.16); // Blackman's, cos 2a expressed by cos a
            window.CopyTo(_window.AsSpan(i, 4));
        }

        var padded = (length + 7) & ~7;
        _slope[0] = -_window[1] / 2;
        for (var i = 1; i < length - 1; i++)
            _slope[i] = (_window[i - 1] - _window[i + 1]) / 2;
        _slope[length - 1] = _window[length - 2] / 2;
        for (var i = 0; i < length; i++)
        {
            var x = signal[Math.Clamp(first + i, 0, signal.Length - 1)];
            (_main[i], _slope[i]) = (x * _window[i], x * _slope[i]);
        }

        _main.AsSpan(length, padded - length).Clear();
        _slope.AsSpan(length, padded - length).Clear();
        return padded;
    }

    /// <summary>
    /// |X|² and Im(X_d·X̄) at the angle ω, in radians per sample: two chains of four phasors, each turned by eight samples.
    /// </summary>
    private (double Power, double Turn) Bin(double omega, int length)
    {
        Span<double> cos = stackalloc double[8], sin = stackalloc double[8];
        var (stepIm, stepRe) = Math.SinCos(-8 * omega);
        for (var i = 0; i < 8; i++)
            (sin[i], cos[i]) = Math.SinCos(-omega * i);

        Vector256<double> turnRe = Vector256.Create(stepRe), turnIm = Vector256.Create(stepIm);
        Vector256<double> aRe = Vector256.Create(cos[..4]), aIm = Vector256.Create(sin[..4]);
        Vector256<double> bRe = Vector256.Create(cos[4..]), bIm = Vector256.Create(sin[4..]);
        Vector256<double> mainRe = default, mainIm = default, slopeRe = default, slopeIm = default;
        ReadOnlySpan<double> main = _main.AsSpan(0, length), slope = _slope.AsSpan(0, length);
        for (var i = 0; i < length; i += 8)
        {
            Vector256<double> x = Vector256.Create(main.Slice(i, 4)), d = Vector256.Create(slope.Slice(i, 4));
            mainRe += x * aRe;
            mainIm += x * aIm;
            slopeRe += d * aRe;
            slopeIm += d * aIm;
            x = Vector256.Create(main.Slice(i + 4, 4));
            d = Vector256.Create(slope.Slice(i + 4, 4));
            mainRe += x * bRe;
            mainIm += x * bIm;
            slopeRe += d * bRe;
            slopeIm += d * bIm;
            (aRe, aIm) = (aRe * turnRe - aIm * turnIm, aRe * turnIm + aIm * turnRe);
            (bRe, bIm) = (bRe * turnRe - bIm * turnIm, bRe * turnIm + bIm * turnRe);
        }

        double mr = Vector256.Sum(mainRe), mi = Vector256.Sum(mainIm), dr = Vector256.Sum(slopeRe), di = Vector256.Sum(slopeIm);
        return (mr * mr + mi * mi, mr * di - mi * dr);
    }
}
