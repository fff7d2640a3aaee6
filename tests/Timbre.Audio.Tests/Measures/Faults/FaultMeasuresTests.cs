using Timbre.Audio.Filters;
using Timbre.Audio.Measures;
using Timbre.Audio.Measures.Faults;
using Timbre.Audio.Tests.Material;

namespace Timbre.Audio.Tests.Measures.Faults;

public sealed class FaultMeasuresTests
{
    [Theory]
    [InlineData(4)]
    [InlineData(6)]
    [InlineData(8)]
    [InlineData(10)]
    [InlineData(12)]
    public void Bits_that_were_thrown_away_are_missed(int bits)
    {
        var steps = 1 << (bits - 1);
        var clip = Reader.All();
        var peak = clip.Samples.Max(Math.Abs);

        Assert.InRange(
            EffectiveBitDepth.Bits(new AudioClip(
                [.. clip.Samples.Select(sample => MathF.Round(sample / peak * (steps - 1)) / steps)], 16000)),
            bits - 0.7, bits);
    }

    [Fact]
    public void Sixteen_bits_are_sixteen_and_silence_is_none()
    {
        Assert.InRange(EffectiveBitDepth.Bits(Reader.All()), 13, 16);
        Assert.InRange(EffectiveBitDepth.Bits(Sounds.Noise(2, 16000)), 14, 16);
        Assert.Equal(0, EffectiveBitDepth.Bits(Sounds.Silence(1, 16000)));
        Assert.Equal(0, EffectiveBitDepth.Bits(new AudioClip([], 16000)));
    }

    [Theory]
    [InlineData(0.25, 0.5)] // a sine of a quarter of the rate, sampled beside its tops
    [InlineData(0.1, 0.5)]
    public void The_peak_between_two_samples_is_found(double cycles, double amplitude)
    {
        var samples = Enumerable.Range(0, 4800).Select(n => (float)(amplitude * Math.Sin((2 * Math.PI * cycles * n) + (Math.PI / 4))))
            .ToArray();

        Assert.Equal(20 * Math.Log10(amplitude), TruePeak.Db(new AudioClip(samples, 48000)), 0.3);
        Assert.Equal(-96, TruePeak.Db(Sounds.Silence(1, 16000)));
    }

    [Fact]
    public void Edges_in_the_middle_of_speech_are_loud_and_those_in_silence_are_not()
    {
        var clip = Sounds.Join(Sounds.Silence(0.5, 16000), Reader.Sentence(0), Sounds.Silence(0.5, 16000));
        var loudest = Enumerable.Range(100, clip.Samples.Length / 160 - 200)
            .MaxBy(i => clip.Samples.AsSpan(i * 160, 160).ToArray().Sum(sample => sample * sample))
            * 0.01;

        Assert.Equal(new CutEdges(-96, -96), CutEdges.Of(clip, -22));
        Assert.InRange(CutEdges.Of(clip.Cut(loudest, clip.Seconds), -22).StartDb, 0, 20);
        Assert.InRange(CutEdges.Of(clip.Cut(0, loudest + 0.01), -22).EndDb, 0, 20);
        Assert.Equal(new CutEdges(-96, -96), CutEdges.Of(new AudioClip([], 16000), -22));
    }

    [Fact]
    public void A_gain_that_pumps_makes_the_loudness_swing()
    {
        var clip = Reader.All();
        var steady = LevelVariation.Db(clip, SpeechActivity.Detect(clip));
        var pumped = new AudioClip(
            [.. clip.Samples.Select((sample, n) => (float)(sample * Math.Pow(10, Math.Sin(2 * Math.PI * 0.2 * n / 16000))))], 16000);

        Assert.InRange(steady, 1, 15);
        Assert.InRange(LevelVariation.Db(pumped, SpeechActivity.Detect(pumped)), steady + 10, 50);
        Assert.Equal(0, LevelVariation.Db(Sounds.Silence(3, 16000), SpeechActivity.Detect(Sounds.Silence(3, 16000))));
    }

    [Fact]
    public void What_is_filtered_away_is_missing_in_the_balance()
    {
        var clip = Reader.All();
        var thin = (float[])clip.Samples.Clone();
        new HighPass(700, 16000).Process(thin);
        var (before, without, dull) = (SpectralBalance.Of(clip), SpectralBalance.Of(new AudioClip(thin, 16000)),
            SpectralBalance.Of(Resampler.Convert(Resampler.Convert(clip, 3000), 16000)));

        Assert.True(without.LowDb < before.LowDb - 15);
        Assert.True(dull.HighDb < before.HighDb - 15);
        Assert.Equal(before.LowDb, dull.LowDb, 0.5);
        Assert.Equal(new SpectralBalance(0, 0), SpectralBalance.Of(new AudioClip([], 16000)));
    }
}
