namespace Timbre.Audio;

/// <summary>Mono sound in memory, the type in which all parts of Timbre pass sound.</summary>
public sealed class AudioClip
{
    /// <summary>A clip over <paramref name="samples"/>, which it owns from now on.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The rate is not positive.</exception>
    public AudioClip(float[] samples, int rateHz)
    {
        ArgumentNullException.ThrowIfNull(samples);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(rateHz);
        Samples = samples;
        RateHz = rateHz;
    }

    /// <summary>Amplitudes, full scale at -1 and 1.</summary>
    public float[] Samples { get; }

    /// <summary>Samples per second.</summary>
    public int RateHz { get; }

    /// <summary>Length in seconds.</summary>
    public double Seconds => (double)Samples.Length / RateHz;

    /// <summary>The part from <paramref name="startSeconds"/> to <paramref name="endSeconds"/>, clamped to the clip, as a copy.</summary>
    public AudioClip Cut(double startSeconds, double endSeconds)
    {
        var start = Math.Clamp((int)Math.Round(startSeconds * RateHz), 0, Samples.Length);
        var end = Math.Clamp((int)Math.Round(endSeconds * RateHz), start, Samples.Length);
        return new AudioClip(Samples[start..end], RateHz);
    }
}
