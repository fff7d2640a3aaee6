using Timbre.Audio.Filters;
using Timbre.Audio.Measures.Faults;
using Timbre.Audio.Tests.Material;

namespace Timbre.Audio.Tests.Measures.Faults;

public sealed class SpectralImagesTests
{
    [Theory]
    [InlineData(8000, 16000)]
    [InlineData(16000, 48000)]
    [InlineData(11025, 44100)]
    public void Samples_that_were_only_repeated_show_their_old_rate(int fromHz, int toHz)
    {
        var low = Resampler.Convert(Reader.All(), fromHz);
        var (times, high) = (toHz / fromHz, new float[low.Samples.Length * (toHz / fromHz)]);
        for (var n = 0; n < high.Length; n++)
            high[n] = low.Samples[n / times];

        var actual = SpectralImages.Of(new AudioClip(high, toHz));

        Assert.Equal(fromHz / 2.0, actual.MirrorHz);
        Assert.InRange(actual.Correlation, 0.6, 1);
        Assert.InRange(actual.AudibleDb, -20, 0);
    }

    [Theory]
    [InlineData(8000, 16000)]
    [InlineData(16000, 48000)]
    [InlineData(16000, 16000)]
    [InlineData(22050, 16000)]
    public void Samples_that_were_filtered_show_none(int fromHz, int toHz)
    {
        var clip = Resampler.Convert(Resampler.Convert(Reader.All(), fromHz), toHz);

        Assert.InRange(SpectralImages.Of(clip).AudibleDb, -96, -60);
    }

    [Fact]
    public void Noise_tones_silence_and_what_is_too_short_have_none() => Assert.All(
        (AudioClip[])[
            Sounds.Noise(5, 48000), Sounds.Tone(1000, 5, 48000), Sounds.Silence(5, 48000), Sounds.Noise(0.01, 48000), new([], 16000),
            Sounds.Noise(5, 1000)
        ],
        clip => Assert.InRange(SpectralImages.Of(clip).AudibleDb, -96, -60));
}
