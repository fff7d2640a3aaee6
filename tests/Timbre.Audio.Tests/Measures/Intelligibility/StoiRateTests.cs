using Timbre.Audio.Measures.Intelligibility;
using Timbre.Audio.Tests.Material;

namespace Timbre.Audio.Tests.Measures.Intelligibility;

public sealed class StoiRateTests
{
    [Theory]
    [InlineData(8000)]
    [InlineData(10000)]
    [InlineData(11025)]
    [InlineData(16000)]
    [InlineData(16001)]
    [InlineData(44100)]
    [InlineData(48000)]
    public void A_tone_keeps_its_pitch_height_and_place(int rateHz)
    {
        var converted = StoiRate.Convert(Sounds.Tone(1000, 0.5, rateHz));

        Assert.InRange(converted.Length, 4999, 5001);
        for (var n = 300; n < 4700; n++)
            Assert.Equal(0.5 * Math.Sin(2 * Math.PI * 1000 * n / 10000), converted[n], 1e-3);
    }

    [Fact]
    public void What_10_kHz_cannot_hold_is_gone() =>
        Assert.All(StoiRate.Convert(Sounds.Tone(5600, 0.5, 16000))[300..^300], sample => Assert.InRange(sample, -1e-3, 1e-3));
}
