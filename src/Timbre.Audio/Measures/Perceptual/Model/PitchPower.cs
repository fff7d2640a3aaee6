using Timbre.Audio.Spectra;

namespace Timbre.Audio.Measures.Perceptual.Model;

/// <summary>
/// P[b] = g_b · Σ |X[k]|² over the bins k of pitch band b: the power that reaches each place of the ear, for a frame of 32 ms.
/// </summary>
internal sealed class PitchPower
{
    private readonly BarkBands _bands;
    private readonly RealFft _fft;
    private readonly double[] _taper;
    private readonly double[] _frame;
    private readonly double[] _re;
    private readonly double[] _im;

    public PitchPower(PesqRate rate)
    {
        _bands = rate.Bands;
        _fft = new RealFft(rate.FrameSamples);
        _taper = PeriodicHann.Of(rate.FrameSamples);
        (_frame, _re, _im) = (new double[rate.FrameSamples], new double[_fft.Bins], new double[_fft.Bins]);
    }

    /// <summary>From the frame that begins at <paramref name="start"/> to <paramref name="power"/>, a value for each band.</summary>
    public void Of(ReadOnlySpan<float> samples, int start, Span<double> power)
    {
        var source = samples.Slice(start, _frame.Length);
        for (var i = 0; i < _frame.Length; i++)
            _frame[i] = source[i] * _taper[i];
        _fft.Forward(_frame, _re, _im);
        _re[0] = 0; // a DC offset is inaudible

        var k = 0;
        for (var band = 0; band < _bands.Count; band++)
        {
            var sum = 0.0;
            for (var end = k + _bands.Bins[band]; k < end; k++)
                sum += (_re[k] * _re[k]) + (_im[k] * _im[k]);
            power[band] = sum * _bands.Gain(band);
        }
    }
}
