using Timbre.Audio.Pitch;
using Timbre.Audio.Tests.Material;

namespace Timbre.Audio.Tests.Pitch;

public sealed class HarvestTests
{
    [SharedTheory]
    [MemberData(nameof(WorldGolden.Names), MemberType = typeof(WorldGolden))]
    public async Task Voicing_and_F0_are_those_of_the_authors_implementation(string recording)
    {
        var golden = await WorldGolden.Load(recording);
        var expected = golden.F0Hz;

        var f0Hz = new Harvest(golden.Clip.RateHz).Estimate(golden.Clip.Samples);

        Assert.Equal(expected.Length, f0Hz.Length);
        var agree = f0Hz.Zip(expected).Count(pair => pair.First > 0 == pair.Second > 0);
        Assert.InRange((double)agree / expected.Length, 0.97, 1);
        var differences = f0Hz.Zip(expected).Where(pair => pair is { First: > 0, Second: > 0 })
            .Select(pair => Math.Abs(pair.First / pair.Second - 1)).Order().ToArray();
        Assert.InRange(differences[differences.Length / 2], 0, 0.005);
    }

    [Theory]
    [InlineData(80, 8000)]
    [InlineData(110, 16000)]
    [InlineData(123.4, 22050)]
    [InlineData(440, 44100)]
    [InlineData(700, 48000)]
    public void The_F0_of_a_steady_voice_is_found(double hz, int rateHz)
    {
        var f0Hz = new Harvest(rateHz).Estimate(Voices.Buzz(_ => hz, 1, rateHz).Samples);

        foreach (var actual in f0Hz[20..^20])
            Assert.InRange(actual, hz * 0.995, hz * 1.005);
    }

    [Fact]
    public void A_gliding_F0_is_followed()
    {
        static double Glide(double seconds) => 120 * Math.Pow(2, seconds);
        var f0Hz = new Harvest(16000).Estimate(Voices.Buzz(Glide, 1, 16000).Samples);

        for (var frame = 20; frame < f0Hz.Length - 20; frame++)
            Assert.InRange(f0Hz[frame], Glide(frame * 0.005) * 0.99, Glide(frame * 0.005) * 1.01);
    }

    [Fact]
    public void Loudness_does_not_matter()
    {
        var clip = Sounds.Mix(Voices.Buzz(seconds => 150 + 30 * Math.Sin(9 * seconds), 1, 16000), Sounds.Noise(1, 16000, 0.01));
        var harvest = new Harvest(16000);
        var expected = harvest.Estimate(clip.Samples);

        var quiet = harvest.Estimate(clip.Samples.Select(x => x / 256).ToArray());

        for (var frame = 0; frame < expected.Length; frame++)
            Assert.Equal(expected[frame], quiet[frame], 0.01);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(200)]
    [InlineData(30_000)]
    public void Silence_of_any_length_has_no_F0(int samples)
    {
        var f0Hz = new Harvest(16000).Estimate(new float[samples]);

        Assert.Equal(Framing.Count(samples, 16000), f0Hz.Length);
        Assert.All(f0Hz, actual => Assert.Equal(0, actual));
    }

    [Fact]
    public void The_same_sound_gives_the_same_bits()
    {
        var clip = Sounds.Mix(Voices.Buzz(_ => 200, 1, 16000), Sounds.Noise(1, 16000, 0.03));
        var harvest = new Harvest(16000);

        Assert.Equal(harvest.Estimate(clip.Samples), harvest.Estimate(clip.Samples));
        Assert.Equal(harvest.Estimate(clip.Samples), new Harvest(16000).Estimate(clip.Samples));
    }

    [Fact]
    public void Sound_longer_than_a_block_of_the_filter_bank_has_no_seams()
    {
        var f0Hz = new Harvest(16000).Estimate(Voices.Buzz(_ => 100, 5, 16000).Samples);

        Assert.All(f0Hz[20..^20], actual => Assert.Equal(100, actual, 0.5));
    }
}
