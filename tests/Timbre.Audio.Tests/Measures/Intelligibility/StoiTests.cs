using Timbre.Audio.Filters;
using Timbre.Audio.Measures.Comparison;
using Timbre.Audio.Measures.Intelligibility;
using Timbre.Audio.Tests.Material;

namespace Timbre.Audio.Tests.Measures.Intelligibility;

public sealed class StoiTests
{
    [SharedFact]
    public Task The_golden_pairs_are_reproduced() => QualityGolden.Reproduce("stoi", 0.001, Stoi.Score);

    [SharedFact]
    public Task The_golden_pairs_are_reproduced_in_the_extended_form() => QualityGolden.Reproduce("estoi", 0.001, Stoi.ExtendedScore);

    [Fact]
    public void More_noise_is_less_intelligible()
    {
        var clip = Reader.Sentence(0);
        AudioClip[] worseAndWorse = [clip, .. new[] { 30, 20, 10, 5, 0, -5, -10 }.Select(snrDb => Damage.Noise(clip, snrDb))];

        foreach (var score in (Func<AudioClip, AudioClip, double>[])[Stoi.Score, Stoi.ExtendedScore])
        {
            var scores = worseAndWorse.Select(damaged => score(clip, damaged)).ToArray();
            Assert.Equal(scores.OrderDescending(), scores);
            Assert.Equal(1, scores[0], 1e-9);
            Assert.InRange(scores[^1], 0, 0.6);
        }
    }

    [Fact]
    public void Gain_of_either_side_does_not_matter()
    {
        var (clip, damaged) = (Reader.Sentence(1), Damage.Noise(Reader.Sentence(1), 5));

        foreach (var score in (Func<AudioClip, AudioClip, double>[])[Stoi.Score, Stoi.ExtendedScore])
        {
            Assert.Equal(score(clip, damaged), score(clip, Damage.Gain(damaged, 0.05)), 1e-6);
            Assert.Equal(score(clip, damaged), score(Damage.Gain(clip, 0.05), damaged), 1e-6);
        }
    }

    [Fact]
    public void Silence_around_and_between_does_not_matter()
    {
        var (first, second) = (Reader.Sentence(1), Reader.Sentence(2));
        var pause = Sounds.Noise(2, 16000, 1e-5);
        var (plain, paused) = (Sounds.Join(first, second), Sounds.Join(pause, first, pause, second, pause));

        Assert.Equal(
            Stoi.Score(plain, Damage.Noise(plain, 3, 2)),
            Stoi.Score(paused, Damage.Noise(paused, 3 - (10 * Math.Log10(paused.Seconds / plain.Seconds)), 2)), 0.02);
    }

    [Theory]
    [InlineData(22050)]
    [InlineData(48000)]
    public void The_rate_hardly_matters(int rateHz)
    {
        var (clip, damaged) = (Reader.Sentence(3), Damage.Noise(Reader.Sentence(3), 5));
        var expected = Stoi.ExtendedScore(clip, damaged);

        Assert.Equal(expected, Stoi.ExtendedScore(Resampler.Convert(clip, rateHz), Resampler.Convert(damaged, rateHz)), 0.002);
        Assert.Equal(expected, Stoi.ExtendedScore(clip, Resampler.Convert(damaged, rateHz)), 0.002);
    }

    [Fact]
    public void Noise_that_comes_and_goes_hurts_the_extended_form_less_than_steady_noise()
    {
        var clip = Reader.All();
        var gated = Sounds.Noise(clip.Seconds + 0.01, clip.RateHz, 1);
        for (var i = 0; i < gated.Samples.Length; i++)
            gated.Samples[i] *= (i / 1600 % 2) == 0 ? 1.41421f : 0; // 100 ms on, 100 ms off, the same power
        var deviation = Math.Sqrt(clip.Samples.Average(sample => (double)sample * sample)) * Math.Pow(10, 5 / 20.0);

        Assert.True(
            Stoi.ExtendedScore(
                clip, Sounds.Mix(clip, Damage.Gain(gated, deviation))) > Stoi.ExtendedScore(clip, Damage.Noise(clip, -5)) + 0.05);
    }

    [Fact]
    public void Too_little_speech_is_refused()
    {
        var blip = Sounds.Join(Sounds.Silence(1, 16000), Sounds.Noise(0.2, 16000), Sounds.Silence(1, 16000));

        Assert.Contains("speech", Assert.Throws<IncomparableException>(() => Stoi.Score(blip, blip)).Message, StringComparison.Ordinal);
    }
}
