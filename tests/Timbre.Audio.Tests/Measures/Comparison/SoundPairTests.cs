using Timbre.Audio.Filters;
using Timbre.Audio.Measures.Comparison;
using Timbre.Audio.Tests.Material;

namespace Timbre.Audio.Tests.Measures.Comparison;

public sealed class SoundPairTests
{
    private static readonly AudioClip Fit = Sounds.Noise(1, 16000);

    public static TheoryData<string> Faults => ["lasts", "silent", "numbers", "samples a second"];

    [Theory]
    [MemberData(nameof(Faults))]
    public void What_has_no_score_is_refused_with_its_side_and_fault(string fault)
    {
        foreach (var clip in Unfit(fault))
        {
            var first = Assert.Throws<IncomparableException>(() => SoundPair.Of(clip, Fit));
            Assert.Equal(ComparedSide.Reference, first.Side);
            Assert.Contains(fault, first.Fault, StringComparison.Ordinal);
            Assert.StartsWith("The reference ", first.Message, StringComparison.Ordinal);

            var second = Assert.Throws<IncomparableException>(() => SoundPair.Of(Fit, clip));
            Assert.Equal(ComparedSide.Degraded, second.Side);
            Assert.Contains(fault, second.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Both_come_to_the_rate_of_the_reference()
    {
        var pair = SoundPair.Of(Fit, Resampler.Convert(Fit, 44100));

        Assert.Equal(16000, pair.RateHz);
        Assert.Equal(16000, pair.Degraded.RateHz);
        Assert.Equal(8000, pair.At(8000).Degraded.RateHz);
        Assert.InRange(pair.Degraded.Samples.Length, 16000, 16001);
        Assert.Equal(16000, pair.OfOneLength().Degraded.Samples.Length);
    }

    private static AudioClip[] Unfit(string fault) => fault switch
    {
        "lasts" => [new([], 16000), Sounds.Noise(0.249, 16000), Sounds.Noise(121, 16000)],
        "silent" => [Sounds.Silence(1, 16000), Damage.Offset(Sounds.Silence(1, 16000), 0.3)],
        "numbers" =>
            [Sounds.Join(Fit, new AudioClip([float.NaN], 16000)), Sounds.Join(new AudioClip([float.PositiveInfinity], 16000), Fit)],
        _ => [new(Fit.Samples, 3999), new(Fit.Samples, 400_000)],
    };
}
