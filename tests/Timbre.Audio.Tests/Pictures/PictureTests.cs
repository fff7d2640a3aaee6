using Timbre.Audio.Pictures;

namespace Timbre.Audio.Tests.Pictures;

public sealed class PictureTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(399)]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(100_003)]
    public void An_envelope_holds_every_sample_between_its_ends_and_touches_them(int length)
    {
        var random = new Random(length);
        var samples = Enumerable.Range(0, length).Select(_ => (float)((random.NextDouble() * 2) - 1)).ToArray();
        var envelope = WaveformEnvelope.Of(samples);
        var points = Math.Min(400, length);
        Assert.Equal(2 * points, envelope.Length);
        for (var p = 0; p < points; p++)
        {
            var stretch = samples[(int)((long)p * length / points)..(int)((p + 1L) * length / points)];
            Assert.Equal(stretch.Min(), envelope[2 * p] / 127.0, 0.5 / 127 + 1e-6);
            Assert.Equal(stretch.Max(), envelope[(2 * p) + 1] / 127.0, 0.5 / 127 + 1e-6);
        }
    }

    [Fact]
    public void What_is_louder_than_full_scale_is_drawn_at_full_scale()
    {
        Assert.Equal(-127, WaveformEnvelope.Of([-3f])[0]);
        Assert.Equal(127, WaveformEnvelope.Of([4f])[1]);
    }

    [Theory]
    [InlineData(8000, 440)]
    [InlineData(16_000, 1000)]
    [InlineData(44_100, 9000)]
    [InlineData(48_000, 20_000)]
    public void A_sine_lights_its_own_row_by_its_own_level_from_end_to_end(int rateHz, double hz)
    {
        foreach (var db in (double[])[0, -20, -60])
        {
            var picture = SpectrogramThumbnail.Of(Sine(rateHz, hz, Math.Pow(10, db / 20), 3));
            var row = (int)(Mel(hz) / Mel(rateHz / 2.0) * SpectrogramThumbnail.Rows);
            Assert.Equal(rateHz / 2.0, picture.TopHz);
            for (var column = 0; column < picture.Columns; column++)
            {
                Assert.InRange(Db(picture, column, row), db - 2, db + 0.5);
                var elsewhere = Enumerable.Range(0, SpectrogramThumbnail.Rows).Where(other => Math.Abs(other - row) > 8)
                    .Max(other => Db(picture, column, other));
                Assert.True(elsewhere < db - 30, $"{elsewhere:0.0} dB beside {db} dB");
            }
        }
    }

    [Fact]
    public void Time_runs_from_left_to_right()
    {
        var clip = Sine(16_000, 1000, 0.5, 4);
        Array.Clear(clip.Samples, 0, clip.Samples.Length / 2);
        var picture = SpectrogramThumbnail.Of(clip);
        Assert.Equal(SpectrogramThumbnail.MaxColumns, picture.Columns);
        Assert.All(Enumerable.Range(0, 78), column => Assert.Equal(0, Loudest(picture, column)));
        Assert.All(Enumerable.Range(82, 78), column => Assert.True(Loudest(picture, column) > 200));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(100)]
    [InlineData(511)]
    public void A_sound_shorter_than_a_frame_is_one_column(int samples)
    {
        var picture = SpectrogramThumbnail.Of(new AudioClip(new float[samples], 16_000));
        Assert.Equal((1, SpectrogramThumbnail.Rows), (picture.Columns, picture.Levels.Length));
        Assert.All(picture.Levels, level => Assert.Equal(0, level));
    }

    private static AudioClip Sine(int rateHz, double hz, double amplitude, double seconds) =>
        new(
            [.. Enumerable.Range(0, (int)(rateHz * seconds)).Select(i => (float)(amplitude * Math.Sin(2 * Math.PI * hz * i / rateHz)))],
            rateHz);

    private static double Db(SpectrogramThumbnail picture, int column, int row) =>
        SpectrogramThumbnail.FloorDb * (1 - (picture.Levels[(column * SpectrogramThumbnail.Rows) + row] / 255.0));

    private static int Loudest(SpectrogramThumbnail picture, int column) =>
        picture.Levels.Skip(column * SpectrogramThumbnail.Rows).Take(SpectrogramThumbnail.Rows).Max();

    private static double Mel(double hz) => 2595 * Math.Log10(1 + (hz / 700));
}
