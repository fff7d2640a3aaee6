using Timbre.Audio;

namespace Timbre.Models.Tests.Analysis.Degradations;

/// <summary>What goes wrong with levels.</summary>
internal static class Levels
{
    public static AudioClip Each(AudioClip clip, Func<double, double> change) =>
        new([.. clip.Samples.Select(sample => (float)change(sample))], clip.RateHz);

    /// <summary>As loud as that, kept in 16 bits.</summary>
    public static AudioClip Loudness(AudioClip clip, double lufs)
    {
        var gain = Math.Pow(10, (lufs - Audio.Measures.Loudness.IntegratedLufs(clip)) / 20);
        return Each(clip, sample => Math.Clamp(Math.Round(32768 * gain * sample), -32768, 32767) / 32768);
    }

    /// <summary>So loud, and held below full scale by a limiter that rounds the peaks off.</summary>
    public static AudioClip Limited(AudioClip clip, double lufs)
    {
        var gain = Math.Pow(10, (lufs - Audio.Measures.Loudness.IntegratedLufs(clip)) / 20);
        return Each(clip, sample => Math.Tanh(gain * sample));
    }

    /// <summary>Cut off so low that this share of the samples is above.</summary>
    public static AudioClip Clipped(AudioClip clip, double share)
    {
        var sorted = clip.Samples.Select(Math.Abs).Order().ToArray();
        var ceiling = (double)sorted[(int)((1 - share) * (sorted.Length - 1))];
        return Each(clip, sample => Math.Clamp(sample, -ceiling, ceiling));
    }

    public static AudioClip Offset(AudioClip clip, double offset) => Each(clip, sample => sample + offset);

    /// <summary>Kept in so many bits, the peak just fitting.</summary>
    public static AudioClip Rounded(AudioClip clip, int bits)
    {
        var steps = (1 << (bits - 1)) - 1;
        var peak = clip.Samples.Max(Math.Abs);
        return Each(clip, sample => Math.Round(sample / peak * steps) / (steps + 1));
    }

    /// <summary>
    /// A gain that goes up and down by so many dB, 0.4 times a second; at its highest the recording is as loud as it was.
    /// </summary>
    public static AudioClip Pumped(AudioClip clip, double depthDb)
    {
        var samples = new float[clip.Samples.Length];
        for (var n = 0; n < samples.Length; n++)
            samples[n] = (float)(clip.Samples[n] * Math.Pow(10, depthDb / 20 * (-1 + Math.Sin(2 * Math.PI * 0.4 * n / clip.RateHz))));
        return new AudioClip(samples, clip.RateHz);
    }
}
