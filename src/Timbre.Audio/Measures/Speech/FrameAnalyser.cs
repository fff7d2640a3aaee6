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

    private readonly RealFft fft = new(FftSize);
    private readonly double[] window = new double[WindowSamples];
    private readonly double[] lagGain = new double[FftSize / 2];
    private readonly int[] bandOfBin;
    private readonly double[] x = new double[FftSize];
    private readonly double[] re;
    private readonly double[] im;
    private readonly float[] bandHistory = new float[FluxFrames * Bands];
    private readonly double[] bands = new double[Bands];
    private readonly double windowPower;
    private long frames;

    public FrameAnalyser()
    {
        (re, im) = (new double[fft.Bins], new double[fft.Bins]);
        Window.Hann(window);
        windowPower = window.Sum(w => w * w) * FftSize / 2;
        bandOfBin = [.. Enumerable.Range(0, fft.Bins).Select(Band)];

        window.CopyTo(x, 0);
        Autocorrelate(0, RateHz);
        for (var lag = 0; lag < lagGain.Length; lag++)
            lagGain[lag] = x[lag] > 0.01 * x[0] ? x[0] / x[lag] : 0;
    }

    public SpeechFrame Analyse(ReadOnlySpan<float> samples)
    {
        x.AsSpan().Clear();
        for (var i = 0; i < WindowSamples; i++)
            x[i] = samples[i] * window[i];
        var (power, low) = Autocorrelate(80, 2500);
        var (periodicity, f0Hz) = BestPeak();
        var levelDb = 10 * Math.Log10((power / windowPower) + 1e-12);
        var frame = new SpeechFrame((float)levelDb, (float)periodicity, (float)f0Hz, (float)Flux(), power > 0 ? (float)(low / power) : 0);
        frames++;
        return frame;
    }

    private static int Band(int bin)
    {
        var hz = (double)bin * RateHz / FftSize;
        return hz is < 80 or >= 7000 ? -1 : (int)(Bands * Math.Log(1 + (hz / 700)) / Math.Log(11));
    }

    /// <summary>x becomes its autocorrelation within a band of frequencies; the bands' powers stay behind in <see cref="bands"/>.</summary>
    /// <returns>The power between 80 and 7000 Hz, and what of it is below 130 Hz.</returns>
    private (double Power, double Low) Autocorrelate(double fromHz, double toHz)
    {
        fft.Forward(x, re, im);
        bands.AsSpan().Clear();
        var (total, low) = (0.0, 0.0);
        for (var bin = 0; bin < re.Length; bin++)
        {
            var hz = (double)bin * RateHz / FftSize;
            var power = (re[bin] * re[bin]) + (im[bin] * im[bin]);
            if (bandOfBin[bin] >= 0)
            {
                bands[bandOfBin[bin]] += power;
                total += power;
                low += hz < 130 ? power : 0;
            }

            (re[bin], im[bin]) = (hz >= fromHz && hz <= toHz ? power : 0, 0);
        }

        fft.Inverse(re, im, x);
        return (total, low);
    }

    private (double Periodicity, double F0Hz) BestPeak()
    {
        if (x[0] <= 1e-9)
            return (0, 0);
        var (best, bestLag) = (0.0, 0);
        for (var lag = (int)(RateHz / MaxF0Hz); lag <= RateHz / MinF0Hz; lag++)
        {
            var height = (x[lag] / x[0] * lagGain[lag]) - (LagCost * lag);
            if (height > best && x[lag] > x[lag - 1] && x[lag] >= x[lag + 1])
                (best, bestLag) = (height, lag);
        }

        return (Math.Min(best, 1), bestLag == 0 ? 0 : (double)RateHz / (bestLag + Vertex(x[bestLag - 1], x[bestLag], x[bestLag + 1])));
    }

    private static double Vertex(double before, double at, double after)
    {
        var bend = before - (2 * at) + after;
        return bend < 0 ? 0.5 * (before - after) / bend : 0;
    }

    private double Flux()
    {
        var strongest = 0.0;
        foreach (var band in bands)
            strongest = Math.Max(strongest, band);
        var min = (strongest * Math.Pow(10, -BandRangeDb / 10)) + 1e-9;

        var old = bandHistory.AsSpan((int)(frames % FluxFrames) * Bands, Bands);
        var mean = 0.0;
        for (var i = 0; i < Bands; i++)
        {
            bands[i] = 10 * Math.Log10(Math.Max(bands[i], min));
            mean += bands[i] / Bands;
        }

        var sum = 0.0;
        for (var i = 0; i < Bands; i++)
        {
            var change = bands[i] - mean - old[i];
            sum += change * change;
            old[i] = (float)(bands[i] - mean);
        }

        return frames < FluxFrames ? double.NaN : Math.Sqrt(sum / Bands);
    }
}
