using Timbre.Audio.Formats;
using Timbre.Audio.Measures;
using Timbre.Audio.Tests.Material;

namespace Timbre.Audio.Tests.Measures;

public sealed class SilenceTests
{
    [Theory]
    [InlineData(8000)]
    [InlineData(44100)]
    public void Nothing_next_to_nothing_an_offset_rumble_and_a_click_are_silent(int rateHz)
    {
        var click = Sounds.Silence(3, rateHz);
        click.Samples[rateHz] = 1;

        Assert.True(Silence.IsSilent(new AudioClip([], rateHz)));
        Assert.True(Silence.IsSilent(Sounds.Silence(3, rateHz)));
        Assert.True(Silence.IsSilent(Sounds.Noise(3, rateHz, 0.0003)));
        Assert.True(Silence.IsSilent(new AudioClip([.. Enumerable.Repeat(0.3f, 3 * rateHz)], rateHz)));
        Assert.True(Silence.IsSilent(Sounds.Tone(8, 3, rateHz, 0.5)));
        Assert.True(Silence.IsSilent(click));
    }

    [Fact]
    public void A_moment_of_sound_in_a_minute_of_silence_is_heard() =>
        Assert.False(Silence.IsSilent(Sounds.Join(Sounds.Silence(30, 16000), Sounds.Noise(0.5, 16000, 0.01), Sounds.Silence(30, 16000))));

    [Theory]
    [InlineData(8000)]
    [InlineData(44100)]
    public void A_file_is_heard_as_the_clip_in_it_is(int rateHz)
    {
        var clip = Sounds.Join(
            Sounds.Silence(1.013, rateHz), Sounds.Noise(0.7, rateHz, 0.01), Sounds.Silence(0.5, rateHz), Sounds.Tone(300, 0.333, rateHz));
        using var reader = WavReader.Open(new MemoryStream(WavWriter.ToBytes(clip, WavEncoding.Pcm24)), new AudioLimits());
        Assert.Equal(Silence.SoundSeconds(clip), Silence.SoundSeconds(reader), 1e-9);
    }

    [SharedFact]
    public async Task No_recording_of_speech_is_silent_not_even_a_very_quiet_one()
    {
        foreach (var path in Directory.EnumerateFiles(SharedFolder.At("speech", "eval", "rapid"), "*.*", SearchOption.AllDirectories)
            .Order().Where((_, i) => i % 5 == 0))
        {
            var clip = await AudioDecoder.Decode(path, new AudioLimits(), default);
            // the actors' recordings are 20 dB quieter as they are
            var gain = path.Contains("rav", StringComparison.Ordinal) ? 0.5f : 0.03f;
            Assert.False(Silence.IsSilent(new AudioClip([.. clip.Samples.Select(sample => sample * gain)], clip.RateHz)), path);
        }
    }
}
