using Timbre.Audio.Spectra;

namespace Timbre.Audio.Measures.Speech;

/// <summary>16 kHz sound in, a <see cref="SpeechFrame"/> each 10 ms out.</summary>
/// <remarks>Pitch by the autocorrelation divided by the window's own (Boersma 1993), of the band 80 to 2500 Hz.</remarks>
internal sealed class FrameAnalyser
{
    public const int RateHz = 16000;
    public const int HopSamples = 160;
    public const int WindowSamples = 640;
    public const double HopSeconds = (double)HopSamples / RateHz;

    private const int FftSize = 1024;
    private const int Bands = 18;
    private const int FluxFrames = 8;
    private const double MinF0Hz = 65;
    private const double MaxF0Hz = 420;

    /// <summary>Bands this far below the strongest one say nothing: noise of the room fills them.</summary>
    private const double BandRangeDb = 35;

    /// <summary>Preference for short lags, so that a period is not taken for two.</summary>
    private const double LagCost = 0.0003;

    private readonly RealFft _fft = new(FftSize);
    private readonly double[] _window = new double[WindowSamples];
    private readonly double[] _lagGain = new double[FftSize / 2];
    private readonly int[] _bandOfBin;
    private readonly double[] _x = new double[FftSize];
    private readonly double[] _re;
    private readonly double[] _im;
    private readonly float[] _bandHistory = new float[FluxFrames * Bands];
    private readonly double[] _bands = new double[Bands];
    private readonly double _windowPower;
    private long _frames;

    public FrameAnalyser()
    {
        (_re, _im) = (new double[_fft.Bins], new double[_fft.Bins]);
        Window.Hann(_window);
        _windowPower = _window.Sum(w => w * w) * FftSize / 2;
        _bandOfBin = [.. Enumerable.Range(0, _fft.Bins).Select(Band)];

        _window.CopyTo(_x, 0);
        Autocorrelate(0, RateHz);
        for (var lag = 0; lag < _lagGain.Length; lag++)
            _lagGain[lag] = _x[lag] > 0.01 * _x[0] ? _x[0] / _x[lag] : 0;
    }

    public SpeechFrame Analyse(ReadOnlySpan<float> samples)
    {
        _x.AsSpan().Clear();
        for (var i = 0; i < WindowSamples; i++)
            _x[i] = samples[i] * _window[i];
        var (power, low) = Autocorrelate(80, 2500);
        var (periodicity, f0Hz) = BestPeak();
        var levelDb = 10 * Math.Log10((power / _windowPower) + 1e-12);
        var frame = new SpeechFrame((float)levelDb, (float)periodicity, (float)f0Hz, (float)Flux(), power > 0 ? (float)(low / power) : 0);
        _frames++;
        return frame;
    }

    private static int Band(int bin)
    {
        var hz = (double)bin * RateHz / FftSize;
        return hz is < 80 or >= 7000 ? -1 : (int)(Bands * Math.Log(1 + (hz / 700)) / Math.Log(11));
    }

    /// <summary>Replaces x by its autocorrelation within a band; the bands' powers are left in <see cref="_bands"/>.</summary>
    /// <returns>The power between 80 and 7000 Hz, and what of it is below 130 Hz.</returns>
    private (double Power, double Low) Autocorrelate(double fromHz, double toHz)
    {
        _fft.Forward(_x, _re, _im);
        _bands.AsSpan().Clear();
        var (total, low) = (0.0, 0.0);
        for (var bin = 0; bin < _re.Length; bin++)
        {
            var hz = (double)bin * RateHz / FftSize;
            var power = (_re[bin] * _re[bin]) + (_im[bin] * _im[bin]);
            if (_bandOfBin[bin] >= 0)
            {
                _bands[_bandOfBin[bin]] += power;
                total += power;
                low += hz < 130 ? power : 0;
            }

            (_re[bin], _im[bin]) = (hz >= fromHz && hz <= toHz ? power : 0, 0);
        }

        _fft.Inverse(_re, _im, _x);
        return (total, low);
    }

    private (double Periodicity, double F0Hz) BestPeak()
    {
        if (_x[0] <= 1e-9)
            return (0, 0);
        var (best, bestLag) = (0.0, 0);
        for (var lag = (int)(RateHz / MaxF0Hz); lag <= RateHz / MinF0Hz; lag++)
        {
            var height = (_x[lag] / _x[0] * _lagGain[lag]) - (LagCost * lag);
            if (height > best && _x[lag] > _x[lag - 1] && _x[lag] >= _x[lag + 1])
                (best, bestLag) = (height, lag);
        }

        return (Math.Min(best, 1), bestLag == 0 ? 0 : (double)RateHz / (bestLag + Vertex(_x[bestLag - 1], _x[bestLag], _x[bestLag + 1])));
    }

    private static double Vertex(double before, double at, double after)
    {
        var bend = before - (2 * at) + after;
        return bend < 0 ? 0.5 * (before - after) / bend : 0;
    }

    private double Flux()
    {
        var strongest = 0.0;
        foreach (var band in _bands)
            strongest = Math.Max(strongest, band);
        var min = (strongest * Math.Pow(10, -BandRangeDb / 10)) + 1e-9;

        var old = _bandHistory.AsSpan((int)(_frames % FluxFrames) * Bands, Bands);
        var mean = 0.0;
        for (var i = 0; i < Bands; i++)
        {
            _bands[i] = 10 * Math.Log10(Math.Max(_bands[i], min));
            mean += _bands[i] / Bands;
        }

        var sum = 0.0;
        for (var i = 0; i < Bands; i++)
        {
            var change = _bands[i] - mean - old[i];
            sum += change * change;
            old[i] = (float)(_bands[i] - mean);
        }

        return _frames < FluxFrames ? double.NaN : Math.Sqrt(sum / Bands);
    }
}
