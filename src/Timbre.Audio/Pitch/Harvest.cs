namespace Timbre.Audio.Pitch;

/// <summary>
/// F0 by Harvest: Morise, "Harvest: a high-performance fundamental frequency estimator from speech signals", Interspeech 2017.
/// </summary>
/// <remarks>
/// Works on the sound decimated to about 8 kHz in frames of 1 ms: raw candidates from a filter bank
/// (<see cref="F0FilterBank"/>), refined and scored by instantaneous frequency (<see cref="InstantaneousFrequency"/>), tracked
/// (<see cref="ContourTracker"/>) and smoothed. Holds scratch: one thread at a time.
/// </remarks>
public sealed class Harvest
{
    /// <summary>Default lower bound of the F0 search, in Hz; the envelope's transform size counts on it.</summary>
    public const double DefaultMinHz = 71;

    /// <summary>Default upper bound of the F0 search, in Hz.</summary>
    public const double DefaultMaxHz = 800;

    internal const double InnerHopSeconds = 0.001;
    private const int WorkingRateHz = 8000;
    private const int MaxDecimation = 12;

    private readonly int _rateHz;
    private readonly Decimator _decimator;
    private readonly F0FilterBank _bank;
    private readonly InstantaneousFrequency _measure;

    /// <summary>An estimator for sound of <paramref name="rateHz"/>, for an F0 between the two bounds in Hz.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The rate is below 4 kHz, or the bounds do not lie in order within 40 to 1000
    /// Hz.</exception>
    public Harvest(int rateHz, double minHz = DefaultMinHz, double maxHz = DefaultMaxHz)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rateHz, 4000);
        ArgumentOutOfRangeException.ThrowIfLessThan(minHz, 40);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(maxHz, minHz);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(maxHz, 1000);

        _rateHz = rateHz;
        var ratio = Math.Clamp((int)Math.Round((double)rateHz / WorkingRateHz), 1, MaxDecimation);
        var innerRateHz = (double)rateHz / ratio;
        _decimator = new Decimator(ratio);
        _bank = new F0FilterBank(innerRateHz, minHz, maxHz);
        _measure = new InstantaneousFrequency(innerRateHz, minHz, maxHz);
    }

    /// <summary>
    /// F0 in Hz at every multiple of <paramref name="hopSeconds"/>, from 0 to the end of <paramref name="samples"/>; 0 where unvoiced.
    /// </summary>
    public float[] Estimate(ReadOnlySpan<float> samples, double hopSeconds = Framing.HopSeconds)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(hopSeconds);

        var signal = _decimator.Run(samples);
        var raw = _bank.Find(signal, Framing.Count(samples.Length, _rateHz, InnerHopSeconds));
        var candidates = CandidateScreening.KeepSteady(CandidateScreening.Refine(raw, signal, _measure));
        var contour = ContourTracker.Track(candidates);
        ContourSmoother.Smooth(contour);

        var f0Hz = new float[Framing.Count(samples.Length, _rateHz, hopSeconds)];
        for (var frame = 0; frame < f0Hz.Length; frame++)
            f0Hz[frame] = (float)contour[Math.Min(contour.Length - 1, (int)Math.Round(frame * hopSeconds / InnerHopSeconds))];
        return f0Hz;
    }
}
