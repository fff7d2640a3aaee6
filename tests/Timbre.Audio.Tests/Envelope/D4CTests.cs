using Timbre.Audio.Envelope;
using Timbre.Audio.Tests.Material;

namespace Timbre.Audio.Tests.Envelope;

public sealed class D4CTests
{
    [SharedTheory]
    [MemberData(nameof(WorldGolden.Names), MemberType = typeof(WorldGolden))]
    public async Task Bands_are_those_of_the_authors_implementation(string recording)
    {
        var golden = await WorldGolden.Load(recording);
        var d4c = new D4C(golden.Clip.RateHz, CheapTrick.FftSizeFor(golden.Clip.RateHz));
        var bandsDb = new float[golden.Frames * d4c.Bands];

        d4c.EstimateBands(golden.Clip.Samples, golden.F0Hz, bandsDb);

        Assert.Equal(golden.Bands, d4c.Bands);
        var pairs = bandsDb.Zip(golden.BandsDb).ToArray();
        Assert.InRange(pairs.Count(pair => IsVoiced(pair.First) == IsVoiced(pair.Second)) / (double)pairs.Length, 0.97, 1);
        Assert.InRange(
            pairs.Where(pair => IsVoiced(pair.First) && IsVoiced(pair.Second)).Average(pair => Math.Abs(pair.First - pair.Second)), 0,
            0.2);

        static bool IsVoiced(float levelDb) => levelDb < -1e-6;
    }

    [Fact]
    public void Noise_is_aperiodic_whatever_F0_is_claimed()
    {
        var aperiodicity = Estimate(Sounds.Noise(0.5, 16000), 150);

        Assert.All(aperiodicity, ratio => Assert.Equal(1, ratio));
    }

    [Fact]
    public void A_voice_with_more_noise_is_more_aperiodic()
    {
        var voice = Voices.Buzz(_ => 150, 0.5, 16000);
        double Level(double deviation) =>
            Estimate(Sounds.Mix(voice, Sounds.Noise(0.5, 16000, deviation)), 150)[(50 * 513 + 192)..(50 * 513 + 193)][0];

        var levels = new[] { 0, 0.003, 0.03 }.Select(Level).ToArray();

        Assert.Equal(levels.Order(), levels);
        Assert.InRange(levels[0], 0, 0.3);
        Assert.InRange(levels[2], levels[0] * 1.5, 1);
    }

    [Fact]
    public void Loudness_does_not_matter()
    {
        var clip = Sounds.Mix(Voices.Buzz(_ => 150, 0.5, 16000), Sounds.Noise(0.5, 16000, 0.003));
        var quiet = new AudioClip([.. clip.Samples.Select(x => x / 64)], 16000);

        foreach (var (expected, actual) in Estimate(clip, 150).Zip(Estimate(quiet, 150)))
            Assert.Equal(expected, actual, 1e-4f);
    }

    [Theory]
    [InlineData(8000)]
    [InlineData(96000)]
    public void Any_rate_will_do(int rateHz)
    {
        var aperiodicity = Estimate(Voices.Buzz(_ => 150, 0.3, rateHz), 150);

        Assert.All(aperiodicity, ratio => Assert.InRange(ratio, 0, 1));
    }

    [Fact]
    public void Digital_silence_is_aperiodic() =>
        Assert.All(Estimate(Sounds.Silence(0.3, 16000), 150), ratio => Assert.Equal(1, ratio));

    [Fact]
    public void A_frame_allocates_nothing()
    {
        var clip = Voices.Buzz(_ => 150, 0.5, 16000);
        var d4c = new D4C(16000, 1024);
        var bandsDb = new float[d4c.Bands];
        d4c.EstimateFrame(clip.Samples, 0.1, 150, bandsDb);

        var before = GC.GetAllocatedBytesForCurrentThread();
        d4c.EstimateFrame(clip.Samples, 0.2, 150, bandsDb);

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    private static float[] Estimate(AudioClip clip, float f0Hz)
    {
        var d4c = new D4C(clip.RateHz, CheapTrick.FftSizeFor(clip.RateHz));
        var f0 = Enumerable.Repeat(f0Hz, Framing.Count(clip.Samples.Length, clip.RateHz)).ToArray();
        var aperiodicity = new float[f0.Length * d4c.Bins];
        d4c.Estimate(clip.Samples, f0, aperiodicity);
        return aperiodicity;
    }
}
