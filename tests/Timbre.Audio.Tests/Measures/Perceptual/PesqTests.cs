using Timbre.Audio.Filters;
using Timbre.Audio.Measures.Comparison;
using Timbre.Audio.Measures.Perceptual;
using Timbre.Audio.Tests.Material;

namespace Timbre.Audio.Tests.Measures.Perceptual;

public sealed class PesqTests
{
    private const double BestWide = 4.6439;
    private const double BestNarrow = 4.5486;

    private static readonly Func<AudioClip, AudioClip, double>[] Both = [Pesq.WideBand, Pesq.NarrowBand];

    [SharedFact]
    public Task The_golden_pairs_are_reproduced_in_the_wide_band() => QualityGolden.Reproduce("pesq_wb", 0.001, Pesq.WideBand);

    [SharedFact]
    public Task The_golden_pairs_are_reproduced_in_the_narrow_band() => QualityGolden.Reproduce("pesq_nb", 0.001, Pesq.NarrowBand);

    [Fact]
    public void A_recording_compared_with_itself_has_the_best_score_there_is()
    {
        for (var i = 0; i < 5; i++)
        {
            Assert.Equal(BestWide, Pesq.WideBand(Reader.Sentence(i), Reader.Sentence(i)), 1e-3);
            Assert.Equal(BestNarrow, Pesq.NarrowBand(Reader.Sentence(i), Reader.Sentence(i)), 1e-3);
        }
    }

    [Fact]
    public void More_noise_is_worse()
    {
        var clip = Reader.Sentence(0);
        foreach (var score in Both)
        {
            var scores = new[] { 50, 40, 30, 20, 10, 0 }.Select(snrDb => score(clip, Damage.Noise(clip, snrDb))).ToArray();
            Assert.Equal(scores.OrderDescending(), scores);
            Assert.InRange(scores[^1], 1, 1.4);
        }
    }

    [Theory]
    [InlineData(0.02)]
    [InlineData(0.7)]
    [InlineData(-1)]
    public void Gain_of_either_side_does_not_matter(double gain)
    {
        var (clip, damaged) = (Reader.Sentence(1), Damage.Noise(Reader.Sentence(1), 15));
        foreach (var score in Both)
        {
            var expected = score(clip, damaged);
            Assert.Equal(expected, score(clip, Damage.Gain(damaged, gain)), 0.005);
            Assert.Equal(expected, score(Damage.Gain(clip, gain), damaged), 0.005);
        }
    }

    [Theory]
    [InlineData(0.016)]
    [InlineData(0.1234375)]
    [InlineData(0.5)]
    [InlineData(1.7)]
    public void A_delay_hardly_matters(double seconds)
    {
        var clip = Reader.Sentence(2);
        var damaged = Damage.Noise(clip, 25);
        foreach (var score in Both)
        {
            Assert.Equal(score(clip, damaged), score(clip, Damage.Delayed(damaged, seconds)), 0.12);
            Assert.InRange(score(clip, Damage.Delayed(clip, seconds)), 4.4, 4.65);
            Assert.InRange(score(Damage.Delayed(clip, seconds), clip), 4.4, 4.65);
        }
    }

    [Fact]
    public void A_delay_that_jumps_in_a_pause_is_found()
    {
        var (first, second) = (Reader.Sentence(1), Reader.Sentence(3));
        var pause = Sounds.Silence(0.6, 16000);
        var clip = Sounds.Join(first, pause, second);
        foreach (var score in Both)
        {
            Assert.InRange(score(clip, Sounds.Join(first, pause, Sounds.Silence(0.08, 16000), second)), 4, 4.65);
            Assert.InRange(score(clip, Sounds.Join(first, Sounds.Silence(0.5, 16000), second)), 4, 4.65);
        }
    }

    [Fact]
    public void A_delay_that_jumps_within_an_utterance_is_found()
    {
        var clip = Reader.All();
        var middle = (int)(clip.Samples.Length * 0.42);
        var jumped = new AudioClip([.. clip.Samples[..middle], .. new float[1600], .. clip.Samples[middle..]], clip.RateHz);

        foreach (var score in Both)
            Assert.InRange(score(clip, jumped), 3.5, 4.6);
    }

    [Fact]
    public void An_offset_is_not_heard()
    {
        var (clip, damaged) = (Reader.Sentence(4), Damage.Noise(Reader.Sentence(4), 20));
        foreach (var score in Both)
            Assert.Equal(score(clip, damaged), score(clip, Damage.Offset(damaged, 0.1)), 0.03);
    }

    [Fact]
    public void More_clipping_is_worse()
    {
        var clip = Reader.Sentence(1);
        foreach (var score in Both)
        {
            var scores = new[] { 1, 0.5, 0.25, 0.1, 0.03 }.Select(share => score(clip, Damage.Clipped(clip, share))).ToArray();
            Assert.Equal(scores.OrderDescending(), scores);
        }
    }

    [Fact]
    public void A_telephone_band_is_heard_over_headphones_and_not_over_a_handset()
    {
        var clip = Reader.Sentence(0);
        var telephone = Resampler.Convert(Resampler.Convert(clip, 8000), 16000);

        Assert.InRange(Pesq.NarrowBand(clip, telephone), 4.3, 4.55);
        Assert.InRange(Pesq.WideBand(clip, telephone), 2, 4.2);
    }

    [Fact]
    public void The_rate_hardly_matters()
    {
        var (clip, damaged) = (Reader.Sentence(2), Damage.Noise(Reader.Sentence(2), 15));
        AudioClip At(AudioClip sound, int rateHz) => Resampler.Convert(sound, rateHz);

        Assert.Equal(Pesq.NarrowBand(clip, damaged), Pesq.NarrowBand(At(clip, 8000), At(damaged, 8000)), 0.15);
        Assert.Equal(BestNarrow, Pesq.NarrowBand(At(clip, 8000), At(clip, 8000)), 1e-3);
        foreach (var rateHz in (int[])[22050, 44100, 48000])
        {
            Assert.Equal(Pesq.WideBand(clip, damaged), Pesq.WideBand(At(clip, rateHz), At(damaged, rateHz)), 0.08);
            Assert.Equal(Pesq.NarrowBand(clip, damaged), Pesq.NarrowBand(clip, At(damaged, rateHz)), 0.08);
        }
    }

    [Fact]
    public void What_one_of_them_lacks_at_its_end_hurts_little_by_little()
    {
        var clip = Reader.All();
        foreach (var score in Both)
        {
            var scores = new[] { 1, 0.9, 0.7, 0.4 }.Select(share => score(clip, clip.Cut(0, share * clip.Seconds))).ToArray();
            Assert.Equal(scores.OrderDescending(), scores);
        }
    }

    [Fact]
    public void The_shortest_and_the_longest_recordings_have_a_score()
    {
        var clip = Reader.Sentence(0);
        var (start, end) = (1.0, 1.0 + SoundPair.MinSeconds);
        Assert.InRange(Pesq.WideBand(clip.Cut(start, end), clip.Cut(start, end)), 4.5, 4.65);

        var all = Reader.All();
        var longest = Sounds.Join(all, all, all, all, all).Cut(0, SoundPair.MaxSeconds);
        Assert.InRange(Pesq.WideBand(longest, Damage.Noise(longest, 20)), 1, 3);
    }

    [Fact]
    public void Noise_for_speech_and_tones_have_a_score_or_a_reason()
    {
        var clip = Reader.Sentence(3);
        AudioClip[] strange =
        [
            Sounds.Noise(2, 16000), Sounds.Tone(1000, 2, 16000), Sounds.Sweep(100, 7000, 3, 16000), Sounds.Tone(50, 2, 16000),
            Sounds.Tone(7000, 2, 16000),
            Sounds.Join(Sounds.Silence(1, 16000), new AudioClip([1f, -1f], 16000), Sounds.Silence(1, 16000)),
            Sounds.Join(Sounds.Silence(20, 16000), clip),
        ];
        foreach (var score in Both)
        {
            foreach (var (reference, degraded) in strange.SelectMany(sound => new[] { (clip, sound), (sound, clip), (sound, sound) }))
            {
                try
                {
                    Assert.InRange(score(reference, degraded), 0.999, 4.65);
                }
                catch (IncomparableException refusal)
                {
                    Assert.NotNull(refusal.Side);
                }
            }
        }
    }

    [Fact]
    public void The_same_pair_gives_the_same_bits() =>
        Assert.Equal(
            Pesq.WideBand(Reader.Sentence(1), Damage.Noise(Reader.Sentence(1), 10)),
            Pesq.WideBand(Reader.Sentence(1), Damage.Noise(Reader.Sentence(1), 10)));
}
