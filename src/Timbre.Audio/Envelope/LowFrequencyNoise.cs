using Timbre.Audio.Spectra;

namespace Timbre.Audio.Envelope;

/// <summary>Estimator of the low-frequency noise below F0: rumble and hum, or nothing where the microphone cut it off.</summary>
/// <remarks>
/// CheapTrick cannot see it. Its windows of three periods are too short, and below F0 it writes values that make no dips in
/// the envelope of a voice. So the lowest bins are measured again in a Blackman window of 100 ms, put in place of the
/// envelope's, and called noise. Holds scratch: one thread at a time, and no allocation per frame.
/// </remarks>
public sealed class LowFrequencyNoise
{
    private const double WindowSeconds = 0.1;
    private const double MaxHz = 120;
    private const double BelowVoice = 0.6; // of F0: farther up the first harmonic leaks in

    private readonly int _rateHz;
    private readonly int _fftSize;
    private readonly int _bins;
    private readonly int _reach;
    private readonly double _hopSeconds;
    private readonly RealFft _fft;
    private readonly double[] _window;
    private readonly double[] _wave;
    private readonly double[] _re;
    private readonly double[] _im;

    /// <summary>For spectra of fftSize/2 + 1 bins of sound of <paramref name="rateHz"/>.</summary>
    public LowFrequencyNoise(int rateHz, int fftSize, double hopSeconds = Framing.HopSeconds)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(rateHz);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(hopSeconds);
        (_rateHz, _fftSize, _hopSeconds, _bins) = (rateHz, fftSize, hopSeconds, fftSize / 2 + 1);
        _reach = (int)Math.Ceiling(WindowSeconds / 2 / hopSeconds);
        _window = new double[(int)(WindowSeconds * rateHz)];
        Window.Blackman(_window);
        var energy = _window.Sum(w => w * w);
        for (var i = 0; i < _window.Length; i++)
            _window[i] /= Math.Sqrt(energy);

        _fft = new RealFft(Math.Max(fftSize, (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)_window.Length)));
        (_wave, _re, _im) = (new double[_fft.Size], new double[_fft.Bins], new double[_fft.Bins]);
    }

    /// <summary>
    /// Writes the lowest bins of every frame of <paramref name="envelope"/> (power) and <paramref name="aperiodicity"/> (there 1): [frames,
    /// bins].
    /// </summary>
    public void Replace(ReadOnlySpan<float> samples, ReadOnlySpan<float> f0Hz, Span<float> envelope, Span<float> aperiodicity)
    {
        for (var frame = 0; frame < f0Hz.Length; frame++)
        {
            Measure(samples, (int)Math.Round(frame * _hopSeconds * _rateHz));
            var count = (int)(LimitHz(f0Hz, frame) * _fftSize / _rateHz) + 1;
            for (var k = 0; k < count; k++)
                envelope[frame * _bins + k] = (float)(Power(k) + 1e-16);
        }

        Release(f0Hz, aperiodicity);
    }

    /// <summary>Calls the bins below the voice noise again, [frames, bins]: coded aperiodicity does not reach so low.</summary>
    public void Release(ReadOnlySpan<float> f0Hz, Span<float> aperiodicity)
    {
        for (var frame = 0; frame < f0Hz.Length; frame++)
            aperiodicity.Slice(frame * _bins, (int)(LimitHz(f0Hz, frame) * _fftSize / _rateHz) + 1).Fill(1);
    }

    /// <summary>Upper frequency of the noise estimate: below any F0 that the window resolves.</summary>
    private double LimitHz(ReadOnlySpan<float> f0Hz, int frame)
    {
        var limit = MaxHz;
        foreach (var near in f0Hz[Math.Max(0, frame - _reach)..Math.Min(f0Hz.Length, frame + _reach + 1)])
            limit = near > 0 ? Math.Min(limit, BelowVoice * near) : limit;
        return limit;
    }

    private void Measure(ReadOnlySpan<float> samples, int centre)
    {
        // Never across an end: the step there would sound like rumble.
        var first = Math.Max(0, Math.Min(centre - _window.Length / 2, samples.Length - _window.Length));
        for (var i = 0; i < _window.Length; i++)
            _wave[i] = first + i < samples.Length ? samples[first + i] * _window[i] : 0;
        _wave.AsSpan(_window.Length).Clear();
        _fft.Forward(_wave, _re, _im);
    }

    /// <summary>Mean power over the width of one of the envelope's bins.</summary>
    private double Power(int bin)
    {
        var fine = _fft.Size / _fftSize;
        double sum = 0, weights = 0;
        for (var offset = -(fine / 2); offset <= fine / 2; offset++)
        {
            var weight = 2 * Math.Abs(offset) == fine ? 0.5 : 1.0;
            var k = Math.Abs(bin * fine + offset);
            sum += weight * (_re[k] * _re[k] + _im[k] * _im[k]);
            weights += weight;
        }

        return sum / weights;
    }
}
