using Timbre.Audio.Filters;

namespace Timbre.Audio.Measures.Comparison;

/// <summary>A recording as it should be and as it came to be, fit to be compared: long and short enough, of sound, at one rate.</summary>
public sealed class SoundPair
{
    /// <summary>Shorter recordings have no score, in seconds (P.862's bound).</summary>
    public const double MinSeconds = 0.25;

    /// <summary>
    /// Longer recordings are refused, in seconds: PESQ filters a recording in one piece, with 0.35 GiB of memory at this length.
    /// </summary>
    public const double MaxSeconds = 120;

    private const int MinRateHz = 4_000;
    private const int MaxRateHz = 384_000;

    /// <summary>Less between the lowest and the highest sample is silence: one step of 16 bits.</summary>
    private const float MinSpan = 1f / 32768;

    private SoundPair(AudioClip reference, AudioClip degraded) => (Reference, Degraded) = (reference, degraded);

    /// <summary>The recording as it should be.</summary>
    public AudioClip Reference { get; }

    /// <summary>The recording as it came to be; its length may differ.</summary>
    public AudioClip Degraded { get; }

    /// <summary>Samples per second, of both.</summary>
    public int RateHz => Reference.RateHz;

    /// <summary>Two recordings at the reference's rate: what the degraded one's cannot hold is damage.</summary>
    /// <exception cref="IncomparableException">One is too short, too long, silent, holds what is no number, or has a rate outside 4 to 384
    /// kHz.</exception>
    public static SoundPair Of(AudioClip reference, AudioClip degraded)
    {
        ArgumentNullException.ThrowIfNull(reference);
        ArgumentNullException.ThrowIfNull(degraded);
        Check(reference, ComparedSide.Reference);
        Check(degraded, ComparedSide.Degraded);
        return new SoundPair(reference, Resampler.Convert(degraded, reference.RateHz));
    }

    /// <summary>The same at another rate.</summary>
    public SoundPair At(int rateHz) =>
        rateHz == RateHz ? this : new SoundPair(Resampler.Convert(Reference, rateHz), Resampler.Convert(Degraded, rateHz));

    /// <summary>
    /// The same with the degraded recording as long as the reference: what is missing at its end is silence, what is too much is cut.
    /// </summary>
    public SoundPair OfOneLength()
    {
        if (Degraded.Samples.Length == Reference.Samples.Length)
            return this;
        var samples = new float[Reference.Samples.Length];
        Degraded.Samples.AsSpan(0, Math.Min(samples.Length, Degraded.Samples.Length)).CopyTo(samples);
        return new SoundPair(Reference, new AudioClip(samples, RateHz));
    }

    private static void Check(AudioClip clip, ComparedSide side)
    {
        if (clip.RateHz is < MinRateHz or > MaxRateHz)
            throw new IncomparableException(side, $"has {clip.RateHz} samples a second; {MinRateHz} to {MaxRateHz} can be compared.");
        if (clip.Seconds < MinSeconds)
            throw new IncomparableException(side, $"lasts {clip.Seconds:0.###} s; {MinSeconds} s are the least that can be compared.");
        if (clip.Seconds > MaxSeconds)
            throw new IncomparableException(
                side, $"lasts {clip.Seconds:0.#} s; {MaxSeconds} s are the most that can be compared: cut it into parts.");

        var (min, max) = (float.PositiveInfinity, float.NegativeInfinity);
        foreach (var sample in clip.Samples)
        {
            if (!float.IsFinite(sample))
                throw new IncomparableException(side, "holds samples that are no numbers.");
            (min, max) = (Math.Min(min, sample), Math.Max(max, sample));
        }

        if (max - min < MinSpan)
            throw new IncomparableException(side, "is silent: there is nothing to compare.");
    }
}
