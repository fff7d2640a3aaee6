using Timbre.Audio.Filters;
using Timbre.Audio.Measures.Faults;
using Timbre.Audio.Tests.Material;

namespace Timbre.Audio.Tests.Measures.Faults;

public sealed class ClicksTests
{
    [Theory]
    [InlineData(16000)]
    [InlineData(44100)]
    public void Single_impulses_are_found_where_they_are(int rateHz)
    {
        var clip = Resampler.Convert(Reader.All(), rateHz);
        var before = Clicks.Of(clip).TimesSeconds.Count;
        var times = Enumerable.Range(1, 20).Select(i => i * 1.13).ToArray();
        foreach (var time in times)
        {
            clip.Samples[(int)(time * rateHz)] += 0.6f;
            clip.Samples[(int)(time * rateHz) + 1] -= 0.3f;
        }

        var actual = Clicks.Of(clip).TimesSeconds;

        Assert.InRange(times.Count(time => actual.Any(other => Math.Abs(other - time) < 0.0021)), 18, 20);
        Assert.InRange(actual.Count, 18, 24 + before);
    }

    [Fact]
    public void Voices_noise_tones_and_silence_hardly_click()
    {
        AudioClip[] clean = [
            Reader.All(), Voices.Buzz(_ => 60, 10, 16000), Sounds.Noise(10, 16000), Sounds.Tone(1000, 10, 48000),
            Damage.Offset(Reader.All(), 0.3)
        ];

        Assert.All(clean, clip => Assert.InRange(Clicks.Of(clip).TimesSeconds.Count, 0, 0.4 * clip.Seconds));
        Assert.All(
            (AudioClip[])[new([], 16000), new([0.5f, -0.5f], 16000), Sounds.Silence(3, 16000)],
            clip => Assert.Empty(Clicks.Of(clip).TimesSeconds));
    }
}
