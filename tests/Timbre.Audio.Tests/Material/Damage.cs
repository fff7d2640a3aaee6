namespace Timbre.Audio.Tests.Material;

/// <summary>What happens to recordings, done on purpose and to a known degree.</summary>
internal static class Damage
{
    /// <summary>White noise at so many decibels below the clip's own power.</summary>
    public static AudioClip Noise(AudioClip clip, double snrDb, int seed = 1)
    {
        var deviation = Math.Sqrt(clip.Samples.Average(sample => (double)sample * sample)) * Math.Pow(10, -snrDb / 20);
        return Sounds.Mix(clip, Sounds.Noise(clip.Seconds + 0.01, clip.RateHz, deviation, seed));
    }

    public static AudioClip Gain(AudioClip clip, double gain) => Each(clip, sample => gain * sample);

    public static AudioClip Offset(AudioClip clip, double offset) => Each(clip, sample => sample + offset);

    /// <summary>Cut off above a share of the peak, 0 to 1.</summary>
    public static AudioClip Clipped(AudioClip clip, double share)
    {
        var ceiling = share * clip.Samples.Max(Math.Abs);
        return Each(clip, sample => Math.Clamp(sample, -ceiling, ceiling));
    }

    /// <summary>Begins so much later, and is as much longer.</summary>
    public static AudioClip Delayed(AudioClip clip, double seconds) => Sounds.Join(Sounds.Silence(seconds, clip.RateHz), clip);

    private static AudioClip Each(AudioClip clip, Func<double, double> change) =>
        new([.. clip.Samples.Select(sample => (float)change(sample))], clip.RateHz);
}
