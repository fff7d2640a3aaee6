using Timbre.Audio.World;
using Timbre.Models.Vocoders;

namespace Timbre.Models.Tests.Vocoders;

public sealed class MelEnvelopeTests
{
    private const int Bins = 513;
    private static readonly FrameLayout Layout = FrameLayout.Wideband;

    /// <summary>What is made of numbers measures as these numbers, where they are as smooth as voices are.</summary>
    [Theory]
    [InlineData(1.0)]
    [InlineData(2.5)]
    public void A_frame_comes_back(double waves)
    {
        float[] mels = [.. Enumerable.Range(0, Layout.Mels)
            .Select(k => (float)(-8 + (3 * Math.Sin(waves * 2 * Math.PI * k / Layout.Mels))))];
        float[] bands = [-5, -3.5f, -2.5f, -1.5f, -0.5f];
        var (power, aperiodicity, features) = (new float[Bins], new float[Bins], new float[Layout.Count]);

        new MelEnvelope(Layout, Bins).Fill(mels, bands, power, aperiodicity);
        new FrameFeatures(Layout.RateHz, Bins, Layout).Encode(120, power, aperiodicity, features);

        Assert.Equal(120, features[0]);
        for (var k = 0; k < mels.Length; k++)
            Assert.Equal(mels[k], features[1 + Layout.Bands + k], 0.25f);
        for (var band = 0; band < bands.Length; band++)
            Assert.Equal(bands[band], features[1 + band], 0.3f);
    }

    [Fact]
    public void Nothing_is_more_than_all_noise_or_less_than_nothing()
    {
        var (power, aperiodicity) = (new float[Bins], new float[Bins]);
        new MelEnvelope(Layout, Bins).Fill(Enumerable.Repeat(-100f, Layout.Mels).ToArray(), [3, 3, 3, 3, 3], power, aperiodicity);
        Assert.All(power, value => Assert.Equal(MathF.Exp(FrameFeatures.MinLogPower), value, 1e-12f));
        Assert.All(aperiodicity, value => Assert.Equal(1, value));
    }
}
