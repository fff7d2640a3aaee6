using System.Runtime.Intrinsics;
using Timbre.Audio.Spectra;

namespace Timbre.Audio.World;

/// <summary>Two spectra of minimum phase from two logarithms of magnitude, by one pair of transforms.</summary>
/// <remarks>
/// The cepstrum of a real logarithm is real and even; folded onto positive time, it is that of the minimum-phase spectrum
/// (Oppenheim and Schafer). Both being real, one rides as the real and the other as the imaginary part of a complex sequence.
/// </remarks>
internal sealed class MinimumPhasePair
{
    private readonly Fft _fft;
    private readonly double[] _re;
    private readonly double[] _im;

    public MinimumPhasePair(int fftSize)
    {
        _fft = new Fft(fftSize);
        (_re, _im) = (new double[fftSize], new double[fftSize]);
        var bins = fftSize / 2 + 1;
        (FirstRe, FirstIm, SecondRe, SecondIm) = (new double[bins], new double[bins], new double[bins], new double[bins]);
    }

    /// <summary>Natural logarithm of the first magnitude; the caller fills its first fftSize/2 + 1 values.</summary>
    public Span<double> FirstLog => _re;

    /// <summary>Natural logarithm of the second magnitude; likewise.</summary>
    public Span<double> SecondLog => _im;

    public double[] FirstRe { get; }

    public double[] FirstIm { get; }

    public double[] SecondRe { get; }

    public double[] SecondIm { get; }

    /// <summary>From the logarithms, which it uses up, to the spectra.</summary>
    public void Run()
    {
        var (size, half) = (_fft.Size, _fft.Size / 2);
        for (var k = 1; k < half; k++)
            (_re[size - k], _im[size - k]) = (_re[k], _im[k]);
        _fft.Forward(_re, _im);

        double ends = 1.0 / size, twice = 2.0 / size;
        (_re[0], _im[0], _re[half], _im[half]) = (_re[0] * ends, _im[0] * ends, _re[half] * ends, _im[half] * ends);
        for (var n = 1; n < half; n++)
            (_re[n], _im[n]) = (_re[n] * twice, _im[n] * twice);
        _re.AsSpan(half + 1).Clear();
        _im.AsSpan(half + 1).Clear();
        _fft.Forward(_re, _im);

        for (var k = 0; k <= half; k++)
        {
            var mirror = (size - k) & (size - 1);
            (FirstRe[k], FirstIm[k]) = (0.5 * (_re[k] + _re[mirror]), 0.5 * (_im[k] - _im[mirror]));
            (SecondRe[k], SecondIm[k]) = (0.5 * (_im[k] + _im[mirror]), 0.5 * (_re[mirror] - _re[k]));
        }

        Exponentiate(FirstRe, FirstIm);
        Exponentiate(SecondRe, SecondIm);
    }

    /// <summary>e^(a + ib) = e^a · (cos b + i·sin b), in place.</summary>
    private static void Exponentiate(Span<double> re, Span<double> im)
    {
        var last = re.Length - 1;
        for (var k = 0; k < last; k += 4)
        {
            var magnitude = Vector256.Exp(Vector256.Create(re.Slice(k, 4)));
            var (sin, cos) = Vector256.SinCos(Vector256.Create(im.Slice(k, 4)));
            (magnitude * cos).CopyTo(re.Slice(k, 4));
            (magnitude * sin).CopyTo(im.Slice(k, 4));
        }

        re[last] = Math.Exp(re[last]); // at half the rate a real signal's spectrum is real
        im[last] = 0;
    }
}
