using Timbre.Audio.Envelope;
using Timbre.Audio.Pitch;
using Timbre.Audio.Tests.Material;
using Timbre.Audio.World;

namespace Timbre.Audio.Tests.World;

public sealed class WorldVocoderTests
{
    [Theory]
    [InlineData(8000)]
    [InlineData(16000)]
    [InlineData(22050)]
    [InlineData(48000)]
    public void A_voice_comes_back_with_its_F0_and_its_loudness(int rateHz)
    {
        var clip = Voices.Buzz(seconds => 150 + 40 * Math.Sin(5 * seconds), 1, rateHz);

        var copy = WorldVocoder.Synthesize(WorldVocoder.Analyse(clip));

        Assert.Equal(rateHz, copy.RateHz);
        Assert.InRange(copy.Samples.Length, clip.Samples.Length - rateHz / 200 - 1, clip.Samples.Length);
        var harvest = new Harvest(rateHz);
        foreach (var (expected, actual) in harvest.Estimate(clip.Samples).Zip(harvest.Estimate(copy.Samples)).Skip(20).SkipLast(20))
            Assert.InRange(actual, expected * 0.99f, expected * 1.01f);
        Assert.InRange(LevelDb(copy.Samples) - LevelDb(clip.Samples), -1.5, 1.5);
    }

    [Fact]
    public void The_envelope_of_the_sound_is_the_envelope_it_was_made_of()
    {
        // One formant at 1.5 kHz over a slope, the same in every frame; voiced all through.
        const int rateHz = 16000, bins = 513, frames = 200;
        var shape = Enumerable.Range(0, bins)
            .Select(k => (float)(1e-3 * Math.Exp(-k / 100.0) * (1 + 20 * Math.Exp(-Math.Pow((k - 96) / 20.0, 2))))).ToArray();
        var made = new WorldFrames(
            rateHz, [.. Enumerable.Repeat(120f, frames)], [.. Enumerable.Repeat(shape, frames).SelectMany(x => x)],
            [.. Enumerable.Repeat(0.001f, frames * bins)]);

        var clip = WorldVocoder.Synthesize(made);
        var envelope = new float[bins];
        new CheapTrick(rateHz).EstimateFrame(clip.Samples, 0.5, 120, envelope);

        for (var k = 10; k < 500; k += 5)
            Assert.InRange(10 * Math.Log10(envelope[k] / shape[k]), -1.5, 1.5);
    }

    [Fact]
    public void Noise_comes_back_as_loud_as_it_was()
    {
        var clip = Sounds.Noise(2, 16000, 0.1);
        var frames = WorldVocoder.Analyse(clip);

        var copy = WorldVocoder.Synthesize(frames);

        Assert.All(
            frames.F0Hz[50..^50].Zip(Enumerable.Range(50, frames.Count - 100)),
            frame => Assert.Equal(1, frames.Aperiodicity[frame.Second * frames.Bins + 100]));
        Assert.InRange(LevelDb(copy.Samples) - LevelDb(clip.Samples), -3.5, 1);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(16000)]
    public void Silence_comes_back_as_silence(int samples)
    {
        var copy = WorldVocoder.Synthesize(WorldVocoder.Analyse(new AudioClip(new float[samples], 16000)));

        Assert.All(copy.Samples, x => Assert.InRange(x, -1e-6f, 1e-6f));
    }

    [Fact]
    public void The_same_clip_and_seed_give_the_same_bits_and_another_seed_other_noise()
    {
        var clip = Sounds.Join(Voices.Buzz(_ => 130, 0.5, 16000), Sounds.Noise(0.5, 16000));
        var frames = WorldVocoder.Analyse(clip);

        Assert.Equal(frames.Envelope, WorldVocoder.Analyse(clip).Envelope);
        Assert.Equal(WorldVocoder.Synthesize(frames).Samples, WorldVocoder.Synthesize(WorldVocoder.Analyse(clip)).Samples);
        Assert.NotEqual(WorldVocoder.Synthesize(frames).Samples, WorldVocoder.Synthesize(frames, seed: 2).Samples);
    }

    [Fact]
    public void A_voice_carries_no_constant_pressure()
    {
        var frames = WorldVocoder.Analyse(Voices.Buzz(_ => 140, 1, 16000));

        Assert.InRange(WorldVocoder.Synthesize(frames).Samples[3200..^3200].Average(), -1e-3, 1e-3);
    }

    [Fact]
    public void Memory_does_not_grow_with_the_pulses()
    {
        var frames = WorldVocoder.Analyse(Voices.Buzz(_ => 140, 1, 16000));
        var synthesiser = new WorldSynthesizer(16000, 1024);
        var samples = new float[WorldSynthesizer.SamplesFor(frames)];
        synthesiser.Synthesize(frames, samples);

        var before = GC.GetAllocatedBytesForCurrentThread();
        synthesiser.Synthesize(frames, samples);

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void Frames_that_do_not_fit_together_are_refused()
    {
        Assert.Throws<ArgumentException>(() => new WorldFrames(16000, [0], new float[513], new float[512]));
        Assert.Throws<ArgumentException>(() => new WorldFrames(16000, [0], new float[500], new float[500]));
        var frames = new WorldFrames(16000, [0], new float[513], new float[513]);
        Assert.Throws<ArgumentException>(() => new WorldSynthesizer(22050, 1024).Synthesize(frames, new float[10]));
    }

    private static double LevelDb(float[] samples) => 10 * Math.Log10(samples.Average(x => (double)x * x));
}
