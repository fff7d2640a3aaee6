using Timbre.Audio.Envelope;
using Timbre.Audio.Tests.Material;

namespace Timbre.Audio.Tests.Envelope;

public sealed class LowFrequencyNoiseTests
{
    [Theory]
    [InlineData(16000, 1024)]
    [InlineData(48000, 2048)]
    public void White_noise_has_the_same_power_below_as_anywhere(int rateHz, int fftSize)
    {
        var (envelope, aperiodicity, frames) = Replace(Sounds.Noise(4, rateHz, 0.1), rateHz, fftSize, 0);

        var bins = envelope.Length / frames;
        var min = Enumerable.Range(0, frames).Average(frame => (double)envelope[frame * bins + 2]);
        Assert.InRange(10 * Math.Log10(min / 0.01), -1.5, 1.5);
        Assert.All(Enumerable.Range(0, frames), frame => Assert.Equal(1, aperiodicity[frame * bins]));
    }

    [Theory]
    [InlineData(100)]
    [InlineData(220)]
    public void A_voice_leaves_nothing_below_itself(double hz)
    {
        var (envelope, _, frames) = Replace(Voices.Buzz(_ => hz, 1, 16000), 16000, 1024, (float)hz);

        for (var frame = 20; frame < frames - 20; frame++)
            Assert.InRange(envelope[frame * 513 + 1], 0, 1e-4); // the voice itself stands at about 1
    }

    [Fact]
    public void Bins_of_the_voice_are_left_alone()
    {
        var (envelope, aperiodicity, frames) = Replace(Voices.Buzz(_ => 120, 0.5, 16000), 16000, 1024, 120);

        for (var frame = 0; frame < frames; frame++)
        {
            Assert.Equal(7, envelope[frame * 513 + 5]);
            Assert.Equal(0.5f, aperiodicity[frame * 513 + 5]);
        }
    }

    [Fact]
    public void Released_bins_are_those_that_were_replaced()
    {
        var clip = Sounds.Join(Voices.Buzz(_ => 90, 0.5, 16000), Sounds.Noise(0.5, 16000));
        var f0Hz = new Timbre.Audio.Pitch.Harvest(16000).Estimate(clip.Samples);
        float[] replaced = new float[f0Hz.Length * 513], released = new float[replaced.Length];
        var lowFrequencyNoise = new LowFrequencyNoise(16000, 1024);

        lowFrequencyNoise.Replace(clip.Samples, f0Hz, new float[replaced.Length], replaced);
        lowFrequencyNoise.Release(f0Hz, released);

        Assert.Equal(replaced, released);
        Assert.InRange(released.Sum(), f0Hz.Length * 4, f0Hz.Length * 8);
    }

    private static (float[] Envelope, float[] Aperiodicity, int Frames) Replace(AudioClip clip, int rateHz, int fftSize, float f0Hz)
    {
        var frames = Framing.Count(clip.Samples.Length, rateHz);
        var envelope = Enumerable.Repeat(7f, frames * (fftSize / 2 + 1)).ToArray();
        var aperiodicity = Enumerable.Repeat(0.5f, envelope.Length).ToArray();
        new LowFrequencyNoise(rateHz, fftSize).Replace(clip.Samples, [.. Enumerable.Repeat(f0Hz, frames)], envelope, aperiodicity);
        return (envelope, aperiodicity, frames);
    }
}
