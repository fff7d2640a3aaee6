using System.Numerics;
using Timbre.Audio.Filters;
using Timbre.Audio.Measures.Conditions;
using Timbre.Audio.Spectra;
using Timbre.Audio.Tests.Material;

namespace Timbre.Audio.Tests.Measures.Conditions;

public sealed class ReverberationTests
{
    [Theory]
    [InlineData(7)]
    [InlineData(8)]
    public void Rooms_are_heard_as_long_as_they_are_and_longer_ones_as_longer(int seed)
    {
        double[] times = [0.5, 0.8, 1.2];
        // a gliding buzz beats with its own tail
        foreach (var (clip, isReal) in ((AudioClip, bool)[])[(Reader.All(), true), (Babble.Talk(30, 3), false)])
        {
            var dry = Reverberation.Seconds(clip);
            var actual = times.Select(seconds => Reverberation.Seconds(InRoom(clip, seconds, seed))).ToArray();

            Assert.InRange(dry, 0.1, 0.45);
            Assert.Equal(actual.Order(), actual);
            Assert.True(actual[0] > dry, $"{actual[0]:0.00} is not more than {dry:0.00}");
            Assert.All(actual.Zip(times), pair => Assert.InRange(pair.First, (isReal ? 0.75 : 0.5) * pair.Second, 1.25 * pair.Second));
        }
    }

    [Fact]
    public void Loudness_and_rate_hardly_matter()
    {
        var clip = InRoom(Reader.All(), 0.8, 7);
        var expected = Reverberation.Seconds(clip);

        Assert.Equal(expected, Reverberation.Seconds(Damage.Gain(clip, 0.1)), 0.01);
        Assert.InRange(Reverberation.Seconds(Resampler.Convert(clip, 44100)), 0.85 * expected, 1.15 * expected);
    }

    [Fact]
    public void Where_nothing_stops_there_is_no_estimate() =>
        Assert.All(
            (AudioClip[])[new([], 16000), Sounds.Silence(2, 16000), Sounds.Tone(300, 3, 16000), Sounds.Noise(3, 16000)],
            clip => Assert.Equal(double.NaN, Reverberation.Seconds(clip)));

    /// <summary>Convolved with noise that dies away by 60 dB in so many seconds: a room without a direct path's head start.</summary>
    private static AudioClip InRoom(AudioClip clip, double seconds, int seed)
    {
        var random = new Random(seed);
        var fft = new RealFft((int)BitOperations.RoundUpToPowerOf2((uint)(clip.Samples.Length + (int)(seconds * clip.RateHz))));
        double[] x = new double[fft.Size], tail = new double[fft.Size];
        for (var i = 0; i < clip.Samples.Length; i++)
            x[i] = clip.Samples[i];
        for (var i = 0; i < seconds * clip.RateHz; i++)
            tail[i] = 0.1 * (random.NextDouble() - 0.5) * Math.Pow(10, -3.0 * i / (seconds * clip.RateHz));

        double[] xRe = new double[fft.Bins], xIm = new double[fft.Bins], re = new double[fft.Bins], im = new double[fft.Bins];
        fft.Forward(x, xRe, xIm);
        fft.Forward(tail, re, im);
        for (var k = 0; k < fft.Bins; k++)
            (re[k], im[k]) = ((re[k] * xRe[k]) - (im[k] * xIm[k]), (re[k] * xIm[k]) + (im[k] * xRe[k]));
        fft.Inverse(re, im, x);
        return new AudioClip([.. x.Take(clip.Samples.Length).Select(sample => (float)sample)], clip.RateHz);
    }
}
