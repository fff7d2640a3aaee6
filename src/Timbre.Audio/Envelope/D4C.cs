using Timbre.Audio.Spectra;

namespace Timbre.Audio.Envelope;

/// <summary>
/// Aperiodicity by D4C: Morise, "D4C, a band-aperiodicity estimator for high-quality speech synthesis", Speech Communication 84, 2016.
/// </summary>
/// <remarks>
/// The group delay of a periodic sound, made independent of time by averaging two frames half a period apart and freed of the
/// window, is a plain sine along frequency: around each multiple of 3 kHz its spectrum is one narrow peak, and whatever
/// lies beside the peak is aperiodic. Whether there is a voice at all <see cref="LoveTrain"/> tells. Holds scratch: one
/// thread at a time, and no allocation per frame.
/// </remarks>
public sealed class D4C
{
    private const double MinF0Hz = 47;
    private const double WindowPeriods = 4;
    private const double MainLobeBins = 8; // of Nuttall's window, both sides
    private const double Tiny = 1e-24;

    private readonly int _rateHz;
    private readonly BandAperiodicity _bands;
    private readonly LoveTrain _loveTrain;
    private readonly RealFft _fft;
    private readonly AdaptiveFrame _frame;
    private readonly double[] _taper;
    private readonly double[] _largestPowers;
    private readonly double[] _wave;
    private readonly double[] _re;
    private readonly double[] _im;
    private readonly double[] _weightedRe;
    private readonly double[] _weightedIm;
    private readonly double[] _centroid;
    private readonly double[] _delay;
    private readonly double[] _power;
    private readonly double[] _scratch;
    private readonly float[] _levelsDb;

    /// <summary>An estimator for sound of <paramref name="rateHz"/> that writes fftSize/2 + 1 bins, those of the envelope.</summary>
    public D4C(int rateHz, int fftSize)
    {
        _rateHz = rateHz;
        _bands = new BandAperiodicity(rateHz, fftSize);
        _loveTrain = new LoveTrain(rateHz);
        _levelsDb = new float[Bands];

        var size = (int)Math.Pow(2, 1 + (int)Math.Log2(WindowPeriods * rateHz / MinF0Hz + 1));
        _fft = new RealFft(size);
        _frame = new AdaptiveFrame(rateHz, size);
        _wave = new double[size];
        (_re, _im, _weightedRe, _weightedIm) = (new double[_fft.Bins], new double[_fft.Bins], new double[_fft.Bins], new double[_fft.Bins]);
        (_centroid, _delay, _power) = (new double[_fft.Bins], new double[_fft.Bins], new double[_fft.Bins]);
        _scratch = new double[PowerSpectrum.ScratchFor(_fft.Bins)];
        _taper = new double[2 * (int)(BandAperiodicity.IntervalHz * size / rateHz) + 1];
        Window.Nuttall(_taper);
        _largestPowers = new double[(int)Math.Round(size * MainLobeBins / _taper.Length) + 1];
    }

    /// <summary>Levels per frame of <see cref="EstimateBands"/>.</summary>
    public int Bands => _bands.Bands;

    /// <summary>Bins per frame of <see cref="Estimate"/>.</summary>
    public int Bins => _bands.Bins;

    /// <summary>Ratio of aperiodic to all amplitude, 0 to 1, for all frames: [frames, bins]; 1 where unvoiced.</summary>
    public void Estimate(
        ReadOnlySpan<float> samples, ReadOnlySpan<float> f0Hz, Span<float> aperiodicity, double hopSeconds = Framing.HopSeconds)
    {
        for (var frame = 0; frame < f0Hz.Length; frame++)
        {
            var bins = aperiodicity.Slice(frame * Bins, Bins);
            if (EstimateFrame(samples, frame * hopSeconds, f0Hz[frame], _levelsDb))
                _bands.Spread(_levelsDb, bins);
            else
                bins.Fill(1);
        }
    }

    /// <summary>The same, coded: level in dB at every multiple of 3 kHz, [frames, bands]; 0 where unvoiced.</summary>
    public void EstimateBands(
        ReadOnlySpan<float> samples, ReadOnlySpan<float> f0Hz, Span<float> bandsDb, double hopSeconds = Framing.HopSeconds)
    {
        for (var frame = 0; frame < f0Hz.Length; frame++)
            EstimateFrame(samples, frame * hopSeconds, f0Hz[frame], bandsDb.Slice(frame * Bands, Bands));
    }

    /// <summary>One frame's levels in dB; false, and 0 dB everywhere, where it is not voiced.</summary>
    public bool EstimateFrame(ReadOnlySpan<float> samples, double seconds, double f0Hz, Span<float> bandsDb)
    {
        bandsDb[..Bands].Clear();
        if (f0Hz <= 0 || !_loveTrain.IsVoiced(samples, seconds, f0Hz))
            return false;

        f0Hz = Math.Max(f0Hz, MinF0Hz);
        GroupDelay(samples, seconds, f0Hz);
        for (var band = 0; band < Bands; band++)
            bandsDb[band] =
                (float)Math.Min(
                    0, BesideThePeakDb((int)(BandAperiodicity.IntervalHz * (band + 1) * _fft.Size / _rateHz)) + (f0Hz - 100) / 50);
        return true;
    }

    /// <summary>The static group delay, smoothed over F0/2 and freed of what varies slower than F0, into _delay.</summary>
    private void GroupDelay(ReadOnlySpan<float> samples, double seconds, double f0Hz)
    {
        var f0Bins = f0Hz * _fft.Size / _rateHz;
        _centroid.AsSpan().Clear();
        AddCentroid(samples, seconds - 0.25 / f0Hz, f0Hz);
        AddCentroid(samples, seconds + 0.25 / f0Hz, f0Hz);
        PowerSpectrum.FillBelowF0(_centroid, f0Bins, _scratch);

        _frame.Cut(samples, seconds, f0Hz, WindowPeriods, blackman: false, _wave);
        _fft.Forward(_wave, _re, _im);
        PowerSpectrum.Of(_re, _im, _power);
        PowerSpectrum.FillBelowF0(_power, f0Bins, _scratch);
        PowerSpectrum.Smooth(_power, f0Bins, _power, _scratch);

        for (var k = 0; k < _delay.Length; k++)
            _delay[k] = _centroid[k] / (_power[k] + Tiny);
        PowerSpectrum.Smooth(_delay, f0Bins / 2, _delay, _scratch);
        PowerSpectrum.Smooth(_delay, f0Bins, _power, _scratch);
        for (var k = 0; k < _delay.Length; k++)
            _delay[k] -= _power[k];
    }

    /// <summary>Re X·Re Y + Im X·Im Y, Y the spectrum of n·x[n]: power times group delay.</summary>
    private void AddCentroid(ReadOnlySpan<float> samples, double seconds, double f0Hz)
    {
        var (length, _) = _frame.Cut(samples, seconds, f0Hz, WindowPeriods, blackman: true, _wave);
        var energy = 0.0;
        for (var i = 0; i < length; i++)
            energy += _wave[i] * _wave[i];
        _fft.Forward(_wave, _re, _im);
        for (var i = 0; i < length; i++)
            _wave[i] *= i + 1;
        _fft.Forward(_wave, _weightedRe, _weightedIm);
        var gain = 1 / (energy + Tiny);
        for (var k = 0; k < _centroid.Length; k++)
            _centroid[k] += gain * (_re[k] * _weightedRe[k] + _im[k] * _weightedIm[k]);
    }

    /// <summary>
    /// Power of the group delay's own spectrum but for its largest bins, as many as the taper's main lobe has, to all of it, in dB.
    /// </summary>
    private double BesideThePeakDb(int centre)
    {
        var half = _taper.Length / 2;
        for (var i = 0; i < _taper.Length; i++)
            _wave[i] = _delay[centre - half + i] * _taper[i];
        _wave.AsSpan(_taper.Length).Clear();
        _fft.Forward(_wave, _re, _im);
        PowerSpectrum.Of(_re, _im, _power);

        _largestPowers.AsSpan().Clear();
        double all = 0, kept = 0;
        foreach (var power in _power)
        {
            all += power;
            if (power > _largestPowers[0])
                Keep(power);
        }

        foreach (var power in _largestPowers)
            kept += power;
        return all > 0 ? 10 * Math.Log10(Math.Max((all - kept) / all, 1e-12)) : 0;
    }

    /// <summary>Puts a value among the largest, which are kept in rising order, and drops the smallest of them.</summary>
    private void Keep(double power)
    {
        var at = 1;
        for (; at < _largestPowers.Length && _largestPowers[at] < power; at++)
            _largestPowers[at - 1] = _largestPowers[at];
        _largestPowers[at - 1] = power;
    }
}
