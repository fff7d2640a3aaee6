using Timbre.Audio.Spectra;

namespace Timbre.Audio.Envelope;

/// <summary>An envelope in a few numbers: the cosine transform of its logarithm on a mel axis, as WORLD codes it.</summary>
/// <remarks>
/// c[0] = 1/N · Σᵢ L[i], c[m] = √2/N · Σᵢ L[i] · cos(πm(i + ½)/N), and back L[i] = c[0] + √2 · Σₘ c[m] · cos(πm(i + ½)/N): L the natural
/// logarithm of power at N = fftSize/2 points, equally spaced in mel = 1127.01 · ln(1 + f/700) from 40 Hz to 20 kHz or half the rate. Holds
/// scratch: one thread at a time.
/// </remarks>
public sealed class MelCepstrum
{
    private const double MelScale = 1127.01048;
    private const double MelCornerHz = 700;
    private const double MinHz = 40;
    private const double MaxHz = 20_000;

    private readonly int _points;
    private readonly int[] _pointLeft; // mel point -> the bin left of it, and how far beyond that bin
    private readonly double[] _pointPart;
    private readonly double[] _binPosition; // bin -> position among mel points
    private readonly double[] _basis; // [coefficients, points]
    private readonly double[] _logs;
    private readonly double[] _mel;

    /// <summary>A coder between envelopes of fftSize/2 + 1 bins and <paramref name="coefficients"/> numbers.</summary>
    public MelCepstrum(int rateHz, int fftSize, int coefficients)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(rateHz);
        ArgumentOutOfRangeException.ThrowIfLessThan(coefficients, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(coefficients, fftSize / 2);

        Coefficients = coefficients;
        Bins = fftSize / 2 + 1;
        _points = fftSize / 2;
        (_logs, _mel) = (new double[Bins], new double[_points]);
        (_pointLeft, _pointPart, _binPosition) = (new int[_points], new double[_points], new double[Bins]);

        var min = Mel(MinHz);
        var step = (Mel(Math.Min(MaxHz, rateHz / 2.0)) - min) / _points;
        double MelOfBin(int bin) => Mel((double)bin * rateHz / fftSize);
        for (var i = 0; i < _points; i++)
        {
            // Read between bins along mel, written between points along frequency: the two differ little, and WORLD does so.
            var mel = min + step * i;
            var left = Math.Clamp((int)(Hertz(mel) * fftSize / rateHz + 1e-9), 0, Bins - 2);
            _pointLeft[i] = left;
            _pointPart[i] = Math.Clamp((mel - MelOfBin(left)) / (MelOfBin(left + 1) - MelOfBin(left)), 0, 1);
        }

        for (var k = 0; k < Bins; k++)
        {
            var hz = (double)k * rateHz / fftSize;
            var left = Math.Clamp((int)((Mel(hz) - min) / step), 0, _points - 1);
            double leftHz = Hertz(min + step * left), rightHz = Hertz(min + step * (left + 1));
            _binPosition[k] = left + Math.Clamp((hz - leftHz) / (rightHz - leftHz), 0, 1);
        }

        _basis = new double[coefficients * _points];
        for (var m = 0; m < coefficients; m++)
        {
            var gain = m == 0 ? 1 : Math.Sqrt(2);
            for (var i = 0; i < _points; i++)
                _basis[m * _points + i] = gain * Math.Cos(Math.PI * m * (i + 0.5) / _points);
        }
    }

    /// <summary>Numbers per frame.</summary>
    public int Coefficients { get; }

    /// <summary>Bins per envelope.</summary>
    public int Bins { get; }

    /// <summary>From power in <see cref="Bins"/> bins to <see cref="Coefficients"/> numbers, or many frames of both.</summary>
    public void Encode(ReadOnlySpan<float> envelope, Span<float> cepstrum)
    {
        for (; envelope.Length >= Bins; envelope = envelope[Bins..], cepstrum = cepstrum[Coefficients..])
        {
            for (var k = 0; k < Bins; k++)
                _logs[k] = Math.Log(envelope[k]);
            for (var i = 0; i < _points; i++)
                _mel[i] = _logs[_pointLeft[i]] + (_logs[_pointLeft[i] + 1] - _logs[_pointLeft[i]]) * _pointPart[i];
            for (var m = 0; m < Coefficients; m++)
                cepstrum[m] = (float)(VectorKernels.Dot(_basis.AsSpan(m * _points, _points), _mel) / _points);
        }
    }

    /// <summary>The way back: <see cref="Coefficients"/> numbers to power in <see cref="Bins"/> bins, or many frames of both.</summary>
    public void Decode(ReadOnlySpan<float> cepstrum, Span<float> envelope)
    {
        for (; cepstrum.Length >= Coefficients; cepstrum = cepstrum[Coefficients..], envelope = envelope[Bins..])
        {
            _mel.AsSpan().Clear();
            for (var m = 0; m < Coefficients; m++)
                VectorKernels.AddScaled(_basis.AsSpan(m * _points, _points), cepstrum[m], _mel);
            for (var k = 0; k < Bins; k++)
                envelope[k] = (float)Math.Exp(UniformInterpolation.At(_mel, _binPosition[k]));
        }
    }

    private static double Mel(double hz) => MelScale * Math.Log(1 + hz / MelCornerHz);

    private static double Hertz(double mel) => MelCornerHz * (Math.Exp(mel / MelScale) - 1);
}
