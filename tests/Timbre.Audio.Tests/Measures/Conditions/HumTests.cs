using Timbre.Audio.Filters;
using Timbre.Audio.Measures.Conditions;
using Timbre.Audio.Tests.Material;

namespace Timbre.Audio.Tests.Measures.Conditions;

public sealed class HumTests
{
    [Theory]
    [InlineData(50, -30)]
    [InlineData(50, -40)]
    [InlineData(60, -35)]
    [InlineData(60, -45)]
    public void Hum_under_speech_is_found_with_its_mains_and_level(int mainsHz, double levelDb)
    {
        var actual = Hum.Of(Sounds.Mix(Notched(Reader.All()), Mains(mainsHz, levelDb, 30, 16000)));

        Assert.Equal(mainsHz, actual.MainsHz);
        Assert.InRange(actual.LevelDb, levelDb - 3, levelDb + 2);
    }

    [Theory]
    [InlineData(50)]
    [InlineData(60)]
    public void In_a_recording_without_rumble_much_less_is_found(int mainsHz)
    {
        var actual = Hum.Of(Sounds.Mix(Babble.Talk(20, 5), Mains(mainsHz, -70, 30, 16000)));

        Assert.Equal(mainsHz, actual.MainsHz);
        Assert.InRange(actual.LevelDb, -73, -68);
    }

    [Fact]
    public void Mains_that_are_a_little_off_are_still_mains() => Assert.Equal(50, Hum.Of(Mains(50.3, -40, 10, 44100)).MainsHz);

    [Fact]
    public void The_readers_American_recordings_hum_at_60_Hz()
    {
        var actual = Hum.Of(Reader.All());

        Assert.Equal(60, actual.MainsHz);
        Assert.InRange(actual.LevelDb, -57, -50); // seen at -53 in the spectrum of their pauses, 25 dB above the bins around
    }

    [Fact]
    public void Speech_noise_tones_and_silence_do_not_hum()
    {
        AudioClip[] clean = [
            Notched(Reader.All()), Sounds.Noise(5, 16000), Sounds.Tone(440, 5, 16000), Sounds.Tone(100, 5, 16000), Sounds.Silence(5, 16000),
            Babble.Talk(20, 3), Sounds.Noise(0.3, 16000), new([], 16000)
        ];

        Assert.All(clean, clip => Assert.Equal(new Hum(0, -120), Hum.Of(clip)));
    }

    /// <summary>Without the reader's own hum.</summary>
    private static AudioClip Notched(AudioClip clip)
    {
        var samples = (float[])clip.Samples.Clone();
        foreach (var hz in (double[])[60, 120, 180, 240, 300])
        {
            const double radius = 0.999;
            var cosine = 2 * Math.Cos(2 * Math.PI * hz / clip.RateHz);
            new BiQuad(1, -cosine, 1, -radius * cosine, radius * radius).Process(samples);
        }

        return new AudioClip(samples, clip.RateHz);
    }

    /// <summary>The first, second, third and fifth multiple, each half as high as the one before.</summary>
    private static AudioClip Mains(double hz, double levelDb, double seconds, int rateHz)
    {
        var amplitude = Math.Pow(10, levelDb / 20) * Math.Sqrt(2 / (1 + 0.25 + 0.0625 + 0.015625));
        return Sounds.Mix(
            Sounds.Mix(Sounds.Tone(hz, seconds, rateHz, amplitude), Sounds.Tone(2 * hz, seconds, rateHz, amplitude / 2)),
            Sounds.Mix(Sounds.Tone(3 * hz, seconds, rateHz, amplitude / 4), Sounds.Tone(5 * hz, seconds, rateHz, amplitude / 8)));
    }
}
