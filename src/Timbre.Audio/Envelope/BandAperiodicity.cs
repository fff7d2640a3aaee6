using Timbre.Audio.Spectra;

namespace Timbre.Audio.Envelope;

/// <summary>Aperiodicity in a few numbers: its level in dB at every multiple of 3 kHz, as WORLD codes it.</summary>
/// <remarks>Between them, straight lines in dB, from -60 at 0 Hz to 0 at half the rate.</remarks>
public sealed class BandAperiodicity
{
    internal const double IntervalHz = 3000;
    private const double MaxHz = 15_000;
    private const double DcDb = -60;
    private const double UnvoicedDb = -0.5; // bands louder than this on average are no voice

    private readonly double[] _binPosition; // bin -> position among the coarse points, the two ends among them
    private readonly double[] _bandPosition;
    private readonly double[] _coarse;
    private readonly double[] _fineDb;

    /// <summary>A coder between fftSize/2 + 1 bins and the bands that fit below half of <paramref name="rateHz"/>.</summary>
    public BandAperiodicity(int rateHz, int fftSize)
    {
        Bands = BandsFor(rateHz);
        Bins = fftSize / 2 + 1;
        _coarse = new double[Bands + 2];
        _fineDb = new double[Bins];
        _bandPosition = [.. Enumerable.Range(1, Bands).Select(band => band * IntervalHz * fftSize / rateHz)];
        _binPosition = new double[Bins];
        for (var k = 0; k < Bins; k++)
        {
            double hz = (double)k * rateHz / fftSize, lastHz = Bands * IntervalHz;
            _binPosition[k] = hz <= lastHz ? hz / IntervalHz : Bands + (hz - lastHz) / (rateHz / 2.0 - lastHz);
        }
    }

    /// <summary>Numbers per frame: 1 at 16 kHz, 2 at 22.05 kHz, 5 from 36 kHz on, none at 8 kHz.</summary>
    public int Bands { get; }

    /// <summary>Bins per frame.</summary>
    public int Bins { get; }

    /// <summary>Bands that sound of <paramref name="rateHz"/> has.</summary>
    public static int BandsFor(int rateHz) => Math.Max(0, (int)(Math.Min(MaxHz, rateHz / 2.0 - IntervalHz) / IntervalHz));

    /// <summary>
    /// From ratios of amplitude (0 all tone to 1 all noise) in <see cref="Bins"/> bins to <see cref="Bands"/> levels in dB, or many frames
    /// of both.
    /// </summary>
    public void Encode(ReadOnlySpan<float> aperiodicity, Span<float> bandsDb)
    {
        for (; aperiodicity.Length >= Bins; aperiodicity = aperiodicity[Bins..], bandsDb = bandsDb[Bands..])
        {
            for (var k = 0; k < Bins; k++)
                _fineDb[k] = 20 * Math.Log10(Math.Max(aperiodicity[k], 1e-6f));
            for (var band = 0; band < Bands; band++)
                bandsDb[band] = (float)UniformInterpolation.At(_fineDb, _bandPosition[band]);
        }
    }

    /// <summary>The way back; a frame whose bands are all but 0 dB on average becomes 1 everywhere.</summary>
    public void Decode(ReadOnlySpan<float> bandsDb, Span<float> aperiodicity)
    {
        for (; aperiodicity.Length >= Bins; bandsDb = bandsDb[Bands..], aperiodicity = aperiodicity[Bins..])
        {
            var mean = 0.0;
            foreach (var level in bandsDb[..Bands])
                mean += level / Bands;
            if (Bands > 0 && mean > UnvoicedDb)
                aperiodicity[..Bins].Fill(1);
            else
                Spread(bandsDb[..Bands], aperiodicity[..Bins]);
        }
    }

    /// <summary>One frame, voiced for certain.</summary>
    internal void Spread(ReadOnlySpan<float> bandsDb, Span<float> aperiodicity)
    {
        (_coarse[0], _coarse[^1]) = (DcDb, 0);
        for (var band = 0; band < Bands; band++)
            _coarse[band + 1] = bandsDb[band];
        for (var k = 0; k < Bins; k++)
            aperiodicity[k] = (float)Math.Exp(UniformInterpolation.At(_coarse, _binPosition[k]) * (Math.Log(10) / 20));
    }
}
