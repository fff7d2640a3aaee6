using Timbre.Audio.Envelope;

namespace Timbre.Audio.Tests.Envelope;

public sealed class BandAperiodicityTests
{
    [Theory]
    [InlineData(8000, 0)]
    [InlineData(16000, 1)]
    [InlineData(22050, 2)]
    [InlineData(44100, 5)]
    [InlineData(48000, 5)]
    [InlineData(96000, 5)]
    public void There_are_as_many_bands_as_WORLD_has(int rateHz, int bands) =>
        Assert.Equal(bands, new BandAperiodicity(rateHz, 1024).Bands);

    [Theory]
    [InlineData(16000, 1024)]
    [InlineData(48000, 2048)]
    public void What_bands_decode_to_encodes_to_them_again(int rateHz, int fftSize)
    {
        var coder = new BandAperiodicity(rateHz, fftSize);
        var bandsDb = Enumerable.Range(1, coder.Bands).Select(band => -25f + 4 * band).ToArray();
        float[] aperiodicity = new float[coder.Bins], again = new float[coder.Bands];

        coder.Decode(bandsDb, aperiodicity);
        coder.Encode(aperiodicity, again);

        for (var band = 0; band < coder.Bands; band++)
            Assert.Equal(bandsDb[band], again[band], 0.01);
        Assert.Equal(0.001, aperiodicity[0], 1e-5);
        Assert.Equal(1, aperiodicity[^1], 1e-5);
    }

    [Fact]
    public void A_frame_that_is_all_noise_stays_so()
    {
        var coder = new BandAperiodicity(16000, 1024);
        var aperiodicity = new float[coder.Bins];

        coder.Decode([0f], aperiodicity);

        Assert.All(aperiodicity, ratio => Assert.Equal(1, ratio));
    }
}
