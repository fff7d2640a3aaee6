using Timbre.Models.Synthesis;

namespace Timbre.Models.Tests.Synthesis;

public sealed class PolishTests
{
    [Theory]
    [InlineData(4000, 240, 1300)]
    [InlineData(4000, 0, 0)]
    [InlineData(500, 400, 400)]
    [InlineData(100, 80, 80)]
    [InlineData(1, 80, 80)]
    [InlineData(0, 80, 80)]
    public void A_room_comes_and_goes_within_its_pauses(int length, int before, int behind)
    {
        float[] samples = [.. Enumerable.Repeat(1f, length)];

        Polish.Ease(samples, before, behind);

        int rise = Math.Min(Math.Max(before, 80), length / 2), fall = Math.Min(Math.Max(behind, 80), length / 2);
        Assert.All(samples[rise..(length - fall)], sample => Assert.Equal(1, sample));
        Assert.Equal(samples[..rise].Order(), samples[..rise]);
        Assert.Equal(samples[(length - fall)..].OrderDescending(), samples[(length - fall)..]);
        if (length >= 2)
            Assert.Equal((0, 0), (samples[0], samples[^1]));
    }
}
