using System.Globalization;
using System.Text.RegularExpressions;
using Timbre.Audio.Formats;
using Timbre.Audio.Measures;
using Timbre.Audio.Tests.Material;

namespace Timbre.Audio.Tests.Measures;

public sealed partial class OutputCalibrationTests : IDisposable
{
    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    /// <summary>EBU Tech 3341, case 1, for one channel instead of two: 3 LU less.</summary>
    [Theory]
    [InlineData(44100)]
    [InlineData(48000)]
    public void A_tone_of_1_kHz_at_minus_23_dB_is_at_minus_26(int rateHz) =>
        Assert.Equal(-26.0, Loudness.IntegratedLufs(Sounds.Tone(1000, 20, rateHz, Math.Pow(10, -23 / 20.0))), 0.1);

    [Fact]
    public void Gain_shifts_it_by_as_many_decibels_and_silence_around_does_not_matter()
    {
        var clip = Sounds.Join(Sounds.Silence(0.5, 16000), Babble.Talk(10, 1), Sounds.Silence(0.5, 16000));
        var half = new AudioClip([.. clip.Samples.Select(sample => sample / 2)], clip.RateHz);
        var framed = Sounds.Join(Sounds.Silence(10, clip.RateHz), clip, Sounds.Silence(10, clip.RateHz));

        Assert.Equal(Loudness.IntegratedLufs(clip) - 6.02, Loudness.IntegratedLufs(half), 0.01);
        Assert.Equal(Loudness.IntegratedLufs(clip), Loudness.IntegratedLufs(framed), 0.05);
    }

    [Fact]
    public void Silence_and_what_is_too_short_have_none()
    {
        Assert.Equal(double.NegativeInfinity, Loudness.IntegratedLufs(new AudioClip([], 16000)));
        Assert.Equal(double.NegativeInfinity, Loudness.IntegratedLufs(Sounds.Silence(5, 16000)));
        Assert.Equal(double.NegativeInfinity, Loudness.IntegratedLufs(Sounds.Tone(440, 0.39, 16000)));
    }

    [Theory]
    [InlineData(16000, 1)]
    [InlineData(22050, 2)]
    [InlineData(44100, 3)]
    [InlineData(48000, 4)]
    public void Ffmpeg_measures_the_same(int rateHz, int seed)
    {
        var random = new Random(seed);
        var parts = Enumerable.Range(0, 12).Select(i => i % 3 == 0
            ? Sounds.Noise(1.3, rateHz, 0.2 * random.NextDouble(), i)
            : Sounds.Sweep(60, 6000, 0.9, rateHz, Math.Pow(random.NextDouble(), 3)));
        var clip = Sounds.Join([.. parts]);
        WavWriter.Write(_scratch.At("in.wav"), clip, WavEncoding.Pcm24);

        var spoken = ReferenceProgram.Ffmpeg("-i", _scratch.At("in.wav"), "-af", "ebur128=framelog=verbose", "-f", "null", "-");
        var theirs = double.Parse(Integrated().Matches(spoken)[^1].Groups[1].Value, CultureInfo.InvariantCulture);

        Assert.Equal(theirs, Loudness.IntegratedLufs(clip), 0.15);
    }

    [GeneratedRegex(@"I:\s+(-?[0-9.]+) LUFS")]
    private static partial Regex Integrated();
}
