using Timbre.Audio.Spectra;

namespace Timbre.Audio.Measures.Perceptual.Listening;

/// <summary>A gain over frequency, in dB, straight between its points; held against its value at 1 kHz.</summary>
internal sealed class FrequencyResponse
{
    /// <summary>The receiving side of a telephone handset, as P.862 models it.</summary>
    public static readonly FrequencyResponse Handset = new(
        (0, -200), (50, -40), (100, -20), (125, -12), (160, -6), (200, 0), (250, 4), (300, 6), (350, 8), (400, 10), (500, 11),
        (600, 12), (3250, 12), (3500, 4), (4000, -200), (8000, -200));

    /// <summary>The band that the level is measured in.</summary>
    public static readonly FrequencyResponse LevelBand = new((0, -500), (300, -500), (350, 0), (3250, 0), (3500, -500), (8000, -500));

    private const double PivotHz = 1000;

    private readonly double[] _hz;
    private readonly double[] _db;

    private FrequencyResponse(params (double Hz, double Db)[] points)
    {
        _hz = [.. points.Select(point => point.Hz)];
        _db = [.. points.Select(point => point.Db)];
        var pivot = UniformInterpolation.At(_hz, _db, PivotHz);
        for (var i = 0; i < _db.Length; i++)
            _db[i] -= pivot;
    }

    /// <summary>In place, with no change of phase, the whole at once; what rings beyond the ends comes back at the other one.</summary>
    public void Filter(Span<float> samples, int rateHz, FftPlans plans)
    {
        var fft = plans.For(samples.Length);
        double[] x = new double[fft.Size], re = new double[fft.Bins], im = new double[fft.Bins];
        for (var i = 0; i < samples.Length; i++)
            x[i] = samples[i];

        fft.Forward(x, re, im);
        Weigh(re, im, (double)rateHz / fft.Size);
        fft.Inverse(re, im, x);
        for (var i = 0; i < samples.Length; i++)
            samples[i] = (float)x[i];
    }

    /// <summary>
    /// Between two points the gain grows by the same factor from bin to bin, so that a power is taken for each stretch only.
    /// </summary>
    private void Weigh(Span<double> re, Span<double> im, double binHz)
    {
        var k = 0;
        for (var point = 1; point < _hz.Length && k < re.Length; point++)
        {
            var slope = (_db[point] - _db[point - 1]) / (_hz[point] - _hz[point - 1]);
            var gain = Math.Pow(10, (_db[point - 1] + (slope * ((k * binHz) - _hz[point - 1]))) / 20);
            var growth = Math.Pow(10, slope * binHz / 20);
            for (; k < re.Length && k * binHz <= _hz[point]; k++, gain *= growth)
            {
                re[k] *= gain;
                im[k] *= gain;
            }
        }
    }
}
