using Timbre.Audio.Tests.Material;
using Timbre.Audio.World;

namespace Timbre.Audio.Tests.World;

public sealed class FrameFeaturesTests
{
    private const int RateHz = 16000;
    private const int Bins = 513;

    private static readonly FrameLayout Layout = FrameLayout.Wideband;

    [Fact]
    public void A_smooth_envelope_comes_back_from_lines_between_its_points()
    {
        var envelope = Enumerable.Range(0, Bins).Select(k => (float)Math.Exp(-9 + 2 * Math.Cos(k / 40.0) - k / 200.0)).ToArray();
        var points = Encode(120, envelope, 0.1f)[Layout.FirstMel..];

        for (var k = 0; k < Bins; k++)
        {
            var position = Mel(k * RateHz / 2.0 / (Bins - 1)) / Mel(Layout.MaxHz) * (Layout.Mels - 1);
            var left = Math.Min((int)position, Layout.Mels - 2);
            var log = points[left] + (points[left + 1] - points[left]) * (position - left);
            Assert.InRange(log - Math.Log(envelope[k]), -0.1, 0.1);
        }
    }

    [Fact]
    public void A_layout_is_found_by_its_sizes()
    {
        Assert.Same(FrameLayout.Wideband, FrameLayout.Find(64, 5));
        Assert.Same(FrameLayout.SuperWideband, FrameLayout.Find(80, 6));
        Assert.Null(FrameLayout.Find(80, 5));
        Assert.Equal((80, 70), (FrameLayout.Wideband.HopSamples, FrameLayout.Wideband.Count));
        Assert.Equal((120, 87), (FrameLayout.SuperWideband.HopSamples, FrameLayout.SuperWideband.Count));
    }

    public static TheoryData<int, int, bool> Rates => new()
    {
        { 16000, 513, false }, { 22050, 1025, false }, { 48000, 2049, false }, { 24000, 1025, true }, { 44100, 2049, true },
    };

    [Theory]
    [MemberData(nameof(Rates))]
    public void The_points_and_bands_stand_at_the_same_frequencies_at_every_rate(int rateHz, int bins, bool isSuperWideband)
    {
        var layout = isSuperWideband ? FrameLayout.SuperWideband : FrameLayout.Wideband;
        var binHz = rateHz / 2.0 / (bins - 1);
        float[] envelope = [.. Enumerable.Range(0, bins).Select(k => (float)Math.Exp(-k * binHz / 1000))];
        float[] aperiodicity = [.. Enumerable.Range(0, bins).Select(k => (float)Math.Exp(-3 + (k * binHz / 4000)))];
        var encoded = new float[layout.Count];
        new FrameFeatures(rateHz, bins, layout).Encode(0, envelope, aperiodicity, encoded);

        for (var point = 0; point < layout.Mels; point++)
        {
            var hz = 700 * (Math.Exp(point * Mel(layout.MaxHz) / (layout.Mels - 1) / 1127.01048) - 1);
            Assert.InRange(encoded[1 + layout.Bands + point], -hz / 1000 - 0.16, -hz / 1000 + 0.16);
        }

        for (var band = 0; band < layout.Bands; band++)
        {
            var middle = (layout.BandEdgesHz[band] + layout.BandEdgesHz[band + 1]) / 2;
            Assert.Equal(-3 + (middle / 4000), encoded[1 + band], 0.1);
        }
    }

    [Fact]
    public void Louder_by_a_factor_moves_every_point_alike_and_nothing_else()
    {
        var envelope = Enumerable.Range(0, Bins).Select(k => 1e-4f * (1 + k % 7)).ToArray();
        var quiet = Encode(150, envelope, 0.3f);
        var loud = Encode(150, [.. envelope.Select(power => power * 4)], 0.3f);

        for (var i = 0; i < Layout.Count; i++)
            Assert.Equal(i <= Layout.Bands ? 0 : Math.Log(4), loud[i] - quiet[i], 4);
    }

    [Fact]
    public void The_bands_are_the_logarithm_of_the_mean_power_of_aperiodicity()
    {
        var encoded = Encode(150, [.. Enumerable.Repeat(1f, Bins)], 0.25f);
        Assert.All(encoded[1..(1 + Layout.Bands)], band => Assert.Equal(Math.Log(0.25), band, 4));
    }

    [Fact]
    public void A_frame_whose_first_harmonic_is_noise_has_no_voice()
    {
        Assert.Equal(150, Encode(150, [.. Enumerable.Repeat(1f, Bins)], 0.9f)[0]);
        Assert.Equal(0, Encode(150, [.. Enumerable.Repeat(1f, Bins)], 1f)[0]);
        Assert.Equal(0, Encode(0, [.. Enumerable.Repeat(1f, Bins)], 0.1f)[0]);
    }

    [Fact]
    public void Silence_ends_at_the_lowest_logarithm() =>
        Assert.All(Encode(0, new float[Bins], 1f)[Layout.FirstMel..], point => Assert.Equal(FrameFeatures.MinLogPower, point, 4));

    [Fact]
    public void A_clip_has_as_many_rows_as_frames_and_frames_of_another_rate_are_refused()
    {
        var frames = WorldVocoder.Analyse(Voices.Buzz(_ => 150, 0.5, RateHz));
        var features = new FrameFeatures(RateHz, frames.Bins, Layout).Of(frames);

        Assert.Equal(frames.Count * Layout.Count, features.Length);
        Assert.InRange(features[50 * Layout.Count], 148, 152);
        Assert.Throws<ArgumentException>(() => new FrameFeatures(48000, 2049, Layout).Of(frames));
    }

    private static float[] Encode(float f0Hz, float[] envelope, float aperiodicity)
    {
        var encoded = new float[Layout.Count];
        new FrameFeatures(RateHz, Bins, Layout).Encode(f0Hz, envelope, [.. Enumerable.Repeat(aperiodicity, Bins)], encoded);
        return encoded;
    }

    private static double Mel(double hz) => 1127.01048 * Math.Log(1 + hz / 700);
}
