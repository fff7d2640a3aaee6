using Timbre.Audio.Spectra;

namespace Timbre.Audio.Envelope;

/// <summary>Voiced/unvoiced decision of D4C ("love train"): a frame with an F0 is voiced when its power lies below 4 kHz.</summary>
/// <remarks>
/// D4C LoveTrain, of the author's implementation: the share of power from 100 Hz to 4 kHz in that up to 7.9 kHz, above 0.85.
/// </remarks>
internal sealed class LoveTrain
{
    private const double MinF0Hz = 40;
    private const double Threshold = 0.85;

    private readonly RealFft _fft;
    private readonly AdaptiveFrame _frame;
    private readonly double[] _wave;
    private readonly double[] _re;
    private readonly double[] _im;
    private readonly int _from;
    private readonly int _middle;
    private readonly int _to;

    public LoveTrain(int rateHz)
    {
        var size = (int)Math.Pow(2, 1 + (int)Math.Log2(3 * rateHz / MinF0Hz + 1));
        _fft = new RealFft(size);
        _frame = new AdaptiveFrame(rateHz, size);
        (_wave, _re, _im) = (new double[size], new double[_fft.Bins], new double[_fft.Bins]);
        int Bin(double hz) => Math.Min(size / 2, (int)Math.Ceiling(hz * size / rateHz));
        (_from, _middle, _to) = (Bin(100), Bin(4000), Bin(7900));
    }

    public bool IsVoiced(ReadOnlySpan<float> samples, double seconds, double f0Hz)
    {
        _frame.Cut(samples, seconds, Math.Max(f0Hz, MinF0Hz), periods: 3, blackman: true, _wave);
        _fft.Forward(_wave, _re, _im);
        double low = 0, all = 0;
        for (var k = _from + 1; k <= _to; k++)
        {
            all += _re[k] * _re[k] + _im[k] * _im[k];
            low = k <= _middle ? all : low;
        }

        return low > Threshold * all;
    }
}
