using Timbre.Audio;

namespace Timbre.Models.Tests.Analysis.Degradations;

/// <summary>What is mixed into a recording, the same each time for the same seed; levels in dB re the speech.</summary>
internal static class Noises
{
    /// <summary>Equal power at all frequencies.</summary>
    public static AudioClip White(AudioClip clip, double levelDb, int seed) => Mix(clip, Gaussian(clip.Samples.Length, seed), levelDb);

    /// <summary>3 dB less an octave: most rooms.</summary>
    public static AudioClip Pink(AudioClip clip, double levelDb, int seed)
    {
        // Voss and McCartney: rows of noise that change each 1, 2, 4, ... samples.
        var random = new Random(seed);
        var rows = new double[14];
        var noise = new double[clip.Samples.Length];
        for (var n = 0; n < noise.Length; n++)
        {
            rows[Math.Min(rows.Length - 1, System.Numerics.BitOperations.TrailingZeroCount(n + 1))] = random.NextDouble() - 0.5;
            noise[n] = rows.Sum() + random.NextDouble() - 0.5;
        }

        return Mix(clip, Centred(noise), levelDb);
    }

    /// <summary>The mains' first, second, third and fifth multiple, each half as high as the one before.</summary>
    public static AudioClip Hum(AudioClip clip, double levelDb, int mainsHz) =>
        Mix(clip, Tones(clip, [(mainsHz, 1), (2 * mainsHz, 0.5), (3 * mainsHz, 0.25), (5 * mainsHz, 0.125)]), levelDb);

    /// <summary>One tone that never stops.</summary>
    public static AudioClip Tone(AudioClip clip, double levelDb, double hz) => Mix(clip, Tones(clip, [(hz, 1)]), levelDb);

    /// <summary>Another sound, repeated as often as it takes.</summary>
    public static AudioClip Mix(AudioClip clip, AudioClip other, double levelDb) =>
        Mix(clip, [.. Enumerable.Range(0, clip.Samples.Length).Select(n => (double)other.Samples[n % other.Samples.Length])], levelDb);

    /// <summary>Scratches: single samples up or down, so many a second at places that nobody chose.</summary>
    public static AudioClip Clicks(AudioClip clip, double perSecond, double shareOfPeak, int seed)
    {
        var random = new Random(seed);
        var samples = (float[])clip.Samples.Clone();
        var peak = samples.Max(Math.Abs);
        for (var i = 0; i < perSecond * clip.Seconds; i++)
        {
            var at = random.Next(clip.RateHz / 10, samples.Length - (clip.RateHz / 10));
            var height = (float)(shareOfPeak * peak * (random.Next(2) == 0 ? -1 : 1));
            samples[at] += height;
            samples[at + 1] -= height / 2;
        }

        return new AudioClip(samples, clip.RateHz);
    }

    /// <summary>Power of what is louder than the mean: roughly the speech.</summary>
    public static double SpeechPower(AudioClip clip)
    {
        var step = clip.RateHz / 50;
        var powers = Enumerable.Range(0, clip.Samples.Length / step)
            .Select(i => clip.Samples.AsSpan(i * step, step).ToArray().Average(sample => (double)sample * sample)).ToArray();
        var mean = powers.Average();
        return powers.Where(power => power > mean / 10).Average();
    }

    private static double[] Tones(AudioClip clip, (double Hz, double Height)[] tones) =>
        [.. Enumerable.Range(0, clip.Samples.Length)
            .Select(n => tones.Sum(tone => tone.Height * Math.Sin(2 * Math.PI * tone.Hz * n / clip.RateHz)))];

    private static double[] Gaussian(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count)
            .Select(_ => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()))];
    }

    private static double[] Centred(double[] noise)
    {
        var mean = noise.Average();
        return [.. noise.Select(sample => sample - mean)];
    }

    private static AudioClip Mix(AudioClip clip, double[] noise, double levelDb)
    {
        var gain = Math.Sqrt(SpeechPower(clip) * Math.Pow(10, levelDb / 10) / noise.Average(sample => sample * sample));
        return new AudioClip([.. clip.Samples.Zip(noise, (sample, other) => (float)(sample + (gain * other)))], clip.RateHz);
    }
}
