using Timbre.Audio.Measures.Conditions;
using Timbre.Audio.Measures.Faults;
using Timbre.Audio.Tests.Material;

namespace Timbre.Audio.Tests.Measures.Faults;

public sealed class SteadyToneTests
{
    [Theory]
    [InlineData(440, 0.01)]
    [InlineData(1013, 0.003)]
    [InlineData(6543, 0.001)]
    public void A_whistle_under_speech_is_found_with_its_frequency_and_level(double hz, double amplitude)
    {
        var actual = SteadyTone.Of(Sounds.Mix(Reader.All(), Sounds.Tone(hz, 30, 16000, amplitude)));

        Assert.Equal(hz, actual.Hz, 2.0);
        Assert.InRange(actual.LevelDb - (20 * Math.Log10(amplitude / Math.Sqrt(2))), -4, 1); // its weakest moments count
    }

    [Fact]
    public void Speech_noise_sweeps_silence_and_short_sounds_do_not_whistle() => Assert.All(
        (AudioClip[])[
            Reader.All(), Babble.Talk(20, 3), Sounds.Noise(5, 16000), Sounds.Sweep(300, 6000, 5, 16000), Sounds.Silence(5, 16000),
            Sounds.Tone(1000, 1, 16000), new([], 16000)
        ],
        clip => Assert.Equal(new SteadyTone(0, -120), SteadyTone.Of(clip)));

    [Fact]
    public void Without_its_tones_a_recording_is_what_it_was()
    {
        var clip = Reader.All();
        var loud = Sounds.Mix(Sounds.Mix(clip, Sounds.Tone(1234.5, 30, 16000, 0.1)), Sounds.Tone(50, 30, 16000, 0.1));

        var back = ToneRemoval.Of(loud, Hum.Of(loud), SteadyTone.Of(loud), -60);

        var (before, after) = (Sounds.SignalToErrorDb(clip.Samples, loud.Samples), Sounds.SignalToErrorDb(clip.Samples, back.Samples));
        Assert.True(after > before + 12, $"{before:0.0} dB became {after:0.0} dB");
        Assert.Same(clip, ToneRemoval.Of(clip, new Hum(0, -120), new SteadyTone(0, -120), -60));
    }
}
