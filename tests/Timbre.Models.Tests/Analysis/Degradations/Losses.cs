using Timbre.Audio;

namespace Timbre.Models.Tests.Analysis.Degradations;

/// <summary>What takes parts of a recording away.</summary>
internal static class Losses
{
    /// <summary>
    /// Frames of so many seconds are lost, each with the same chance; a decoder leaves zeros, or what is left at <paramref name="leftDb"/>.
    /// </summary>
    public static AudioClip Packets(AudioClip clip, double chance, double seconds, double leftDb, int seed)
    {
        var random = new Random(seed);
        var (samples, frame, left) = ((float[])clip.Samples.Clone(), (int)(seconds * clip.RateHz), (float)Math.Pow(10, leftDb / 20));
        for (var start = 0; start + frame <= samples.Length; start += frame)
        {
            if (random.NextDouble() >= chance)
                continue;
            for (var n = start; n < start + frame; n++)
                samples[n] *= left;
        }

        return new AudioClip(samples, clip.RateHz);
    }

    /// <summary>
    /// Cut in the middle of words: the ends lie where the speech is loud, near these shares of its length; null leaves that end as it is.
    /// </summary>
    public static AudioClip Cut(AudioClip clip, double? from, double? to) =>
        new(
            clip.Samples[(from is { } first ? Loudest(clip, first) : 0)..(to is { } last ? Loudest(clip, last) : clip.Samples.Length)],
            clip.RateHz);

    private static int Loudest(AudioClip clip, double share)
    {
        var (from, to, step) = ((int)((share - 0.1) * clip.Samples.Length), (int)((share + 0.1) * clip.Samples.Length), clip.RateHz / 50);
        return Enumerable.Range(0, (to - from) / step).Select(i => from + (i * step))
            .MaxBy(at => clip.Samples.AsSpan(at, step).ToArray().Sum(sample => sample * sample))
            + (step / 2);
    }
}
