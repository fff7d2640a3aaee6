namespace Timbre.Audio.Spectra;

/// <summary>X[k] = Σₙ x[n] · e^(-2πi·k·n/N) for real x, k from 0 to N/2; the rest of the spectrum is its mirror.</summary>
/// <remarks>
/// Even samples as the real and odd ones as the imaginary part of a complex transform half as long. A plan owns its
/// scratch: it allocates nothing after construction, and serves one thread at a time.
/// </remarks>
public sealed class RealFft
{
    private readonly Fft _half;
    private readonly double[] _re;
    private readonly double[] _im;
    private readonly double[] _cos;
    private readonly double[] _sin;

    /// <summary>A plan for <paramref name="size"/> real samples.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The size is not a power of two of at least 2.</exception>
    public RealFft(int size)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 2);
        _half = new Fft(size / 2);
        if (_half.Size * 2 != size)
            throw new ArgumentOutOfRangeException(nameof(size), size, "The size of a transform is a power of two.");

        Size = size;
        _re = new double[size / 2];
        _im = new double[size / 2];
        _cos = new double[size / 4 + 1];
        _sin = new double[size / 4 + 1];
        for (var k = 0; k < _cos.Length; k++)
            (_sin[k], _cos[k]) = Math.SinCos(2 * Math.PI * k / size);
    }

    /// <summary>N, the number of real samples.</summary>
    public int Size { get; }

    /// <summary>N/2 + 1, the number of complex bins, from 0 to half the sampling rate.</summary>
    public int Bins => Size / 2 + 1;

    /// <summary>From <paramref name="x"/>, N samples, to <paramref name="re"/> and <paramref name="im"/>, N/2 + 1 bins.</summary>
    public void Forward(ReadOnlySpan<double> x, Span<double> re, Span<double> im)
    {
        var half = Size / 2;
        x = x[..Size];
        re = re[..(half + 1)];
        im = im[..(half + 1)];
        for (var i = 0; i < half; i++)
        {
            _re[i] = x[2 * i];
            _im[i] = x[2 * i + 1];
        }

        _half.Forward(_re, _im);
        (re[0], im[0]) = (_re[0] + _im[0], 0);
        (re[half], im[half]) = (_re[0] - _im[0], 0);
        for (var k = 1; k <= half / 2; k++)
        {
            var m = half - k;
            double evenRe = 0.5 * (_re[k] + _re[m]), evenIm = 0.5 * (_im[k] - _im[m]);
            double oddRe = 0.5 * (_im[k] + _im[m]), oddIm = 0.5 * (_re[m] - _re[k]);
            double turnedRe = oddRe * _cos[k] + oddIm * _sin[k], turnedIm = oddIm * _cos[k] - oddRe * _sin[k];
            (re[k], im[k]) = (evenRe + turnedRe, evenIm + turnedIm);
            (re[m], im[m]) = (evenRe - turnedRe, turnedIm - evenIm);
        }
    }

    /// <summary>The way back: from N/2 + 1 bins (the imaginary parts at both ends are taken as 0) to N samples.</summary>
    public void Inverse(ReadOnlySpan<double> re, ReadOnlySpan<double> im, Span<double> x)
    {
        var half = Size / 2;
        x = x[..Size];
        re = re[..(half + 1)];
        im = im[..(half + 1)];
        (_re[0], _im[0]) = (0.5 * (re[0] + re[half]), 0.5 * (re[0] - re[half]));
        for (var k = 1; k <= half / 2; k++)
        {
            var m = half - k;
            double evenRe = 0.5 * (re[k] + re[m]), evenIm = 0.5 * (im[k] - im[m]);
            double turnedRe = 0.5 * (re[k] - re[m]), turnedIm = 0.5 * (im[k] + im[m]);
            double oddRe = turnedRe * _cos[k] - turnedIm * _sin[k], oddIm = turnedRe * _sin[k] + turnedIm * _cos[k];
            (_re[k], _im[k]) = (evenRe - oddIm, evenIm + oddRe);
            (_re[m], _im[m]) = (evenRe + oddIm, oddRe - evenIm);
        }

        _half.Inverse(_re, _im);
        for (var i = 0; i < half; i++)
        {
            x[2 * i] = _re[i];
            x[2 * i + 1] = _im[i];
        }
    }
}
