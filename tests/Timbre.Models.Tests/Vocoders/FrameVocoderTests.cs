using Timbre.Audio;
using Timbre.Audio.Filters;
using Timbre.Audio.World;
using Timbre.Models.Tests.Material;
using Timbre.Models.Vocoders;

namespace Timbre.Models.Tests.Vocoders;

/// <summary>What both vocoders promise to the voices that speak through them.</summary>
public sealed class FrameVocoderTests
{
    private static readonly FrameVocoders Vocoders = new();
    private static readonly FrameLayout Layout = FrameLayout.Wideband;

    private const int Seconds = 1;
    private static readonly ulong[] Seeds = [1, 2, 3, 4, 5, 6, 7, 8];

    [Theory]
    [InlineData(VocoderKind.Neural, 16_000)]
    [InlineData(VocoderKind.Parametric, 16_000)]
    [InlineData(VocoderKind.Neural, 24_000)]
    [InlineData(VocoderKind.Parametric, 24_000)]
    public void A_recording_copied_keeps_its_pitch_and_its_level(VocoderKind kind, int rateHz)
    {
        var layout = rateHz == 24_000 ? FrameLayout.SuperWideband : FrameLayout.Wideband;
        var natural = Resampler.Convert(Reader.Recordings[0].Load(), rateHz);
        var frames = WorldVocoder.Analyse(natural);
        var copy = new float[natural.Samples.Length];

        Vocoders.Create(kind, layout).Speak(new FrameFeatures(frames.RateHz, frames.Bins, layout).Of(frames), copy, 1);

        float[] f0 = frames.F0Hz, copied = WorldVocoder.Analyse(new AudioClip(copy, natural.RateHz)).F0Hz;
        double[] off = [.. f0.Zip(copied).Where(pair => pair is { First: > 0, Second: > 0 })
            .Select(pair => Math.Abs((pair.Second / pair.First) - 1.0)).Order()];
        Assert.InRange(off[off.Length / 2], 0, 0.015);
        Assert.InRange(Db(copy) - Db(natural.Samples), -2, 2);
    }

    [Theory]
    [InlineData(VocoderKind.Neural)]
    [InlineData(VocoderKind.Parametric)]
    public void The_same_seed_makes_the_same_samples_and_another_others(VocoderKind kind)
    {
        var frames = Hiss(-9);
        Assert.Equal(Speak(kind, frames, 8000, 1), Speak(kind, frames, 8000, 1));
        Assert.NotEqual(Speak(kind, frames, 8000, 1), Speak(kind, frames, 8000, 2));
    }

    [Theory]
    [InlineData(VocoderKind.Neural)]
    [InlineData(VocoderKind.Parametric)]
    public void Quieter_frames_make_quieter_sound(VocoderKind kind) =>
        Assert.InRange(Db(Speak(kind, Hiss(-9), 8000, 1)) - Db(Speak(kind, Hiss(-11.3f), 8000, 1)), 7, 13);

    [Theory]
    [InlineData(VocoderKind.Neural)]
    [InlineData(VocoderKind.Parametric)]
    public void Many_voices_at_once_sound_as_each_does_alone(VocoderKind kind)
    {
        var frames = Hiss(-9);
        float[][] alone = [.. Seeds.Select(seed => Speak(kind, frames, 8000, seed))], together = new float[alone.Length][];

        Parallel.For(0, together.Length, i => together[i] = Speak(kind, frames, 8000, Seeds[i]));

        Assert.Equal(alone, together);
    }

    [Fact]
    public void Behind_the_last_frame_the_neural_vocoder_is_silent()
    {
        var samples = Speak(VocoderKind.Neural, Hiss(-9), 32000, 1);
        Assert.All(samples[16000..], sample => Assert.Equal(0, sample));
    }

    [Theory]
    [InlineData(VocoderKind.Neural, 7)]
    [InlineData(VocoderKind.Neural, 66)]
    [InlineData(VocoderKind.Parametric, 66)]
    public void Sounds_that_are_made_by_turns_out_of_a_few_frames_each_are_those_that_are_made_at_once(VocoderKind kind, int frames)
    {
        const int count = 8000;
        var (vocoder, features) = (Vocoders.Create(kind, Layout), Hiss(-9));
        var sounds = Seeds.Select(seed => vocoder.Begin(count, seed)).ToArray();
        var made = Seeds.Select(_ => new List<float>()).ToArray();
        for (var at = 0; at < features.Length; at += frames * Layout.Count)
        {
            var end = Math.Min(features.Length, at + (frames * Layout.Count));
            for (var i = 0; i < sounds.Length; i++)
                made[i].AddRange(sounds[i].Push(features.AsSpan(at, end - at), end == features.Length));
        }

        Assert.Equal(Seeds.Select(seed => Speak(kind, features, count, seed)), made.Select(sound => sound.ToArray()));
    }

    [Fact]
    public void There_are_no_other_vocoders() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Vocoders.Create((VocoderKind)7, Layout));

    private static float[] Speak(VocoderKind kind, float[] features, int count, ulong seed)
    {
        var samples = new float[count];
        Array.Fill(samples, 9); // what was there before is written over
        Vocoders.Create(kind, Layout).Speak(features, samples, seed);
        return samples;
    }

    /// <summary>Steady frames without a voice.</summary>
    private static float[] Hiss(float logPower)
    {
        var features = new float[((Seconds * 200) + 1) * Layout.Count];
        for (var i = 0; i < features.Length; i++)
            features[i] = i % Layout.Count <= Layout.Bands ? 0 : logPower;
        return features;
    }

    private static double Db(ReadOnlySpan<float> samples)
    {
        var power = 0.0;
        foreach (var sample in samples)
            power += sample * sample;
        return 10 * Math.Log10(power / samples.Length);
    }
}
