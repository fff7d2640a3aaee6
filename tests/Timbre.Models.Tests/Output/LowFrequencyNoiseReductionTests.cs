using Timbre.Audio;
using Timbre.Models.Output;

namespace Timbre.Models.Tests.Output;

public class LowFrequencyNoiseReductionTests
{
    private const int RateHz = 16000;

    private static AudioClip Tones(params (double Hz, double Amplitude)[] tones) =>
        new(
            [.. Enumerable.Range(0, 2 * RateHz)
                .Select(n => (float)tones.Sum(tone => tone.Amplitude * Math.Sin(2 * Math.PI * tone.Hz * n / RateHz)))],
            RateHz);

    [Fact]
    public void Rumble_is_measured_apart_from_the_voice()
    {
        var (low, all) = LowFrequencyNoiseReduction.Measure(Tones((30, 0.1), (200, 0.5)));

        Assert.Equal(0.01 / 0.26, low / all, 0.001);
    }

    [Fact]
    public void As_much_rumble_is_left_as_was_asked_for_and_all_of_the_voice()
    {
        var clip = Tones((25, 0.1), (200, 0.5));

        new LowFrequencyNoiseReduction(RateHz, 70, 0.1f).Reduce(clip.Samples);

        var (low, all) = LowFrequencyNoiseReduction.Measure(new AudioClip(clip.Samples[RateHz..], RateHz));
        Assert.Equal(0.1 * 0.1 / 0.5, Math.Sqrt(low / (all - low)), 0.01);
        Assert.InRange(clip.Samples.Skip(RateHz).Average(x => x * x) / 0.125, 0.9, 1.05); // within half a decibel
    }

    [Fact]
    public void A_speaker_with_as_much_rumble_as_the_base_voice_changes_no_sample()
    {
        var clip = Tones((25, 0.1));
        float[] before = [.. clip.Samples];

        new LowFrequencyNoiseReduction(RateHz, 70, 1).Reduce(clip.Samples);

        Assert.Equal(before, clip.Samples);
    }
}
