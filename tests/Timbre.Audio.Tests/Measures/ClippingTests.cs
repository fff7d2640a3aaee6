using Timbre.Audio.Measures;
using Timbre.Audio.Tests.Material;

namespace Timbre.Audio.Tests.Measures;

public sealed class ClippingTests
{
    [Fact]
    public void Sound_with_its_peaks_is_not_clipped()
    {
        Assert.Equal(0, Clipping.Share(new AudioClip([], 16000)));
        Assert.Equal(0, Clipping.Share(Sounds.Silence(1, 16000)));
        Assert.Equal(0, Clipping.Share(Sounds.Tone(150, 1, 48000, 0.99)));
        Assert.Equal(0, Clipping.Share(new AudioClip([.. Babble.Talk(5, 2).Samples.Select(sample => sample / 8)], 16000)));
    }

    [Theory]
    [InlineData(1.0, 1.0)]
    [InlineData(1.0, 0.3)]
    [InlineData(0.5, 1.0)]
    public void The_share_of_samples_on_the_ceiling_is_found_wherever_the_ceiling_is(double ceiling, double gainAfter)
    {
        var loud = Sounds.Noise(2, 16000, 0.8).Samples;
        for (var i = 1; i < loud.Length; i++)
            loud[i] = (0.97f * loud[i - 1]) + (0.25f * loud[i]); // slow enough for runs
        var expected = Runs(loud, ceiling);
        var clip = new AudioClip([.. loud.Select(sample => (float)(Math.Clamp(sample, -ceiling, ceiling) * gainAfter))], 16000);

        Assert.True(expected > 0.01);
        Assert.Equal(expected, Clipping.Share(clip), 0.002);
    }

    [Fact]
    public void Values_beyond_full_scale_count_though_they_differ() =>
        Assert.True(Clipping.Share(Sounds.Tone(100, 1, 16000, 1.5)) > 0.4);

    private static double Runs(float[] samples, double ceiling)
    {
        var beyond = samples.Select(sample => sample >= ceiling ? 1 : sample <= -ceiling ? -1 : 0).ToArray();
        var count = 0;
        for (var i = 0; i < beyond.Length;)
        {
            var end = i;
            while (end < beyond.Length && beyond[end] == beyond[i])
                end++;
            if (beyond[i] != 0 && end - i >= 3)
                count += end - i;
            i = end;
        }

        return (double)count / samples.Length;
    }
}
