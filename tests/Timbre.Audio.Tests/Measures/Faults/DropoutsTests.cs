using Timbre.Audio.Filters;
using Timbre.Audio.Measures.Faults;
using Timbre.Audio.Tests.Material;

namespace Timbre.Audio.Tests.Measures.Faults;

public sealed class DropoutsTests
{
    private const double SpeechDb = -22;

    [Theory]
    [InlineData(16000)]
    [InlineData(48000)]
    public void Every_loud_frame_that_is_lost_is_found_where_it_was(int rateHz)
    {
        var clip = Resampler.Convert(Reader.All(), rateHz);
        var loud = Loud(clip, 0.3).ToArray();
        foreach (var start in loud)
            clip.Samples.AsSpan((int)(start * rateHz), rateHz / 50).Clear();

        var actual = Dropouts.Of(clip, SpeechDb);

        Assert.True(loud.Length > 10);
        Assert.InRange(actual.Gaps.Count, 0.9 * loud.Length, loud.Length);
        Assert.All(
            actual.Gaps,
            hole => Assert.Contains(loud, start => Math.Abs(start - hole.StartSeconds) < 0.004 && Math.Abs(hole.Seconds - 0.02) < 0.006));
        Assert.Equal(actual.Gaps.Sum(hole => hole.Seconds), actual.LostSeconds, 1e-9);
    }

    [Fact]
    public void Speech_pauses_tones_noise_and_single_clicks_have_no_holes()
    {
        AudioClip[] whole =
        [
            Reader.All(), Babble.Talk(20, 3), Damage.Noise(Reader.All(), 10), Damage.Offset(Reader.All(), 0.2), Sounds.Tone(100, 2, 16000),
            Sounds.Noise(3, 48000), Sounds.Silence(2, 16000),
            Sounds.Join(Reader.Sentence(0), Sounds.Silence(1, 16000), Reader.Sentence(1)), new([], 16000), new([1], 8000),
        ];

        Assert.All(whole, clip => Assert.Empty(Dropouts.Of(clip, SpeechDb).Gaps));
    }

    [Fact]
    public void What_is_lost_from_silence_is_not_missed()
    {
        var clip = Sounds.Join(Sounds.Noise(1, 16000, 1e-4), Reader.Sentence(0));
        clip.Samples.AsSpan(8000, 320).Clear();

        Assert.Empty(Dropouts.Of(clip, SpeechDb).Gaps);
    }

    /// <summary>Places, so far apart and more, that are as loud as the speech around them.</summary>
    private static IEnumerable<double> Loud(AudioClip clip, double apartSeconds)
    {
        var (step, last) = (clip.RateHz / 50, double.NegativeInfinity);
        for (var at = step; at + (3 * step) < clip.Samples.Length; at += step)
        {
            double Db(int from) =>
                10 * Math.Log10(clip.Samples.AsSpan(from, step).ToArray().Average(sample => (double)sample * sample) + 1e-12);
            if (Db(at - step) < SpeechDb || Db(at) < SpeechDb || Db(at + step) < SpeechDb || (double)at / clip.RateHz < last + apartSeconds)
                continue;
            yield return last = (double)at / clip.RateHz;
        }
    }
}
