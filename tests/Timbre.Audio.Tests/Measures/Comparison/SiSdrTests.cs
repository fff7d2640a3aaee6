using Timbre.Audio.Measures.Comparison;
using Timbre.Audio.Tests.Material;

namespace Timbre.Audio.Tests.Measures.Comparison;

public sealed class SiSdrTests
{
    [SharedFact]
    public Task The_golden_pairs_are_reproduced() => QualityGolden.Reproduce("si_sdr_db", 0.01, SiSdr.Db);

    [Theory]
    [InlineData(30)]
    [InlineData(10)]
    [InlineData(0)]
    [InlineData(-10)]
    public void Noise_that_has_nothing_of_the_speech_gives_its_own_ratio(double snrDb)
    {
        var clip = Reader.Sentence(0);

        Assert.Equal(snrDb, SiSdr.Db(clip, Damage.Noise(clip, snrDb)), 0.3);
    }

    [Theory]
    [InlineData(0.01)]
    [InlineData(0.5)]
    [InlineData(-3)]
    public void Gain_of_either_side_does_not_matter(double gain)
    {
        var (clip, damaged) = (Reader.Sentence(1), Damage.Noise(Reader.Sentence(1), 7));
        var expected = SiSdr.Db(clip, damaged);

        Assert.Equal(expected, SiSdr.Db(clip, Damage.Gain(damaged, gain)), 1e-4);
        Assert.Equal(expected, SiSdr.Db(Damage.Gain(clip, gain), damaged), 1e-4);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-0.3)]
    public void The_reference_itself_has_no_error(double gain) =>
        Assert.Equal(double.PositiveInfinity, SiSdr.Db(Reader.Sentence(2), Damage.Gain(Reader.Sentence(2), gain)));

    [Fact]
    public void What_has_nothing_of_the_reference_has_no_signal() =>
        Assert.InRange(SiSdr.Db(Sounds.Tone(500, 1, 16000), Sounds.Tone(1000, 1, 16000)), double.NegativeInfinity, -80);

    [Fact]
    public void A_missing_end_counts_as_silence_and_a_surplus_does_not_count()
    {
        var clip = Reader.Sentence(3);
        var half = clip.Cut(0, clip.Seconds / 2);
        double Energy(AudioClip part) => part.Samples.Sum(sample => (double)sample * sample);
        // α is the share of the energy that is there; the means are small
        var expected = 10 * Math.Log10(Energy(half) / (Energy(clip) - Energy(half)));

        Assert.Equal(expected, SiSdr.Db(clip, half), 0.1);
        Assert.Equal(double.PositiveInfinity, SiSdr.Db(clip, Sounds.Join(clip, Sounds.Noise(1, clip.RateHz))));
    }
}
