using Timbre.Audio.Filters;
using Timbre.Audio.Measures.Conditions;
using Timbre.Audio.Tests.Material;

namespace Timbre.Audio.Tests.Measures.Conditions;

public sealed class BandwidthTests
{
    [Theory]
    [InlineData(4000)]
    [InlineData(6000)]
    [InlineData(8000)]
    [InlineData(11025)]
    public void Speech_that_was_once_at_a_lower_rate_ends_near_half_of_it(int rateHz)
    {
        var clip = Resampler.Convert(Resampler.Convert(Reader.All(), rateHz), 16000);

        Assert.InRange(Bandwidth.EstimateHz(clip), 0.8 * rateHz / 2, (1.0 * rateHz / 2) + 150);
        Assert.Equal(Bandwidth.EstimateHz(clip), Bandwidth.EstimateHz(Damage.Gain(clip, 0.01)), 1e-6);
    }

    [Fact]
    public void Speech_and_noise_that_were_not_cut_have_all_of_the_band()
    {
        Assert.InRange(Bandwidth.EstimateHz(Reader.All()), 6500, 8000);
        Assert.InRange(Bandwidth.EstimateHz(Sounds.Noise(1, 48000)), 23800, 24000);
    }

    [Fact]
    public void A_tone_ends_where_it_is_and_silence_has_nothing()
    {
        Assert.InRange(Bandwidth.EstimateHz(Sounds.Tone(1000, 1, 16000)), 1000, 1400);
        Assert.Equal(0, Bandwidth.EstimateHz(Sounds.Silence(1, 16000)));
        Assert.Equal(0, Bandwidth.EstimateHz(new AudioClip([], 16000)));
    }
}
