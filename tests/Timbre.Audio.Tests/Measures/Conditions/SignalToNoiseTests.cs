using Timbre.Audio.Measures;
using Timbre.Audio.Measures.Conditions;
using Timbre.Audio.Tests.Material;

namespace Timbre.Audio.Tests.Measures.Conditions;

public sealed class SignalToNoiseTests
{
    [Theory]
    [InlineData(40)]
    [InlineData(30)]
    [InlineData(20)]
    [InlineData(10)]
    public void The_ratio_that_was_made_is_found(double snrDb)
    {
        // The reader's own noise is gated away, so that all there is was added.
        var speech = Sounds.Join(
            Sounds.Silence(1, 16000), Reader.Sentence(1), Sounds.Silence(1, 16000), Reader.Sentence(3), Sounds.Silence(1, 16000));
        var spoken = SpeechActivity.Detect(speech);
        var power = speech.Samples.Sum(sample => (double)sample * sample) / (spoken.SpeechSeconds * 16000);
        var deviation = Math.Sqrt(power) * Math.Pow(10, -snrDb / 20);
        var actual = Of(Sounds.Mix(speech, Sounds.Noise(speech.Seconds + 0.01, 16000, deviation)));

        Assert.Equal(snrDb, actual.RatioDb, 2.0); // under noise the weaker speech is not found, and what is found is louder
        Assert.Equal(20 * Math.Log10(deviation), actual.NoiseFloorDb, 1.5);
    }

    [Fact]
    public void Gain_moves_the_levels_and_not_the_ratio()
    {
        var clip = Damage.Noise(Reader.All(), 20);
        var (loud, quiet) = (Of(clip), Of(Damage.Gain(clip, 0.5)));

        Assert.Equal(loud.RatioDb, quiet.RatioDb, 0.3);
        Assert.Equal(loud.NoiseFloorDb - 6.02, quiet.NoiseFloorDb, 0.1);
        Assert.Equal(loud.SpeechDb - 6.02, quiet.SpeechDb, 0.1);
    }

    [Fact]
    public void Extremes_stay_within_their_bounds()
    {
        Assert.Equal(new SignalToNoise(-96, -96, -20), Of(Sounds.Silence(1, 16000)));
        Assert.Equal(new SignalToNoise(-96, -96, -20), Of(new AudioClip([], 16000)));
        Assert.Equal(-20, Of(Sounds.Noise(3, 48000)).RatioDb);
        Assert.InRange(Of(Sounds.Join(Sounds.Silence(1, 16000), Reader.Sentence(0), Sounds.Silence(1, 16000))).RatioDb, 60, 96);
    }

    private static SignalToNoise Of(AudioClip clip) => SignalToNoise.Of(clip, SpeechActivity.Detect(clip));
}
