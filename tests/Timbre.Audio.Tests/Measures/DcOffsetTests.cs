using Timbre.Audio.Measures;
using Timbre.Audio.Tests.Material;

namespace Timbre.Audio.Tests.Measures;

public sealed class DcOffsetTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(0.1f)]
    [InlineData(-0.25f)]
    public void What_is_added_is_what_is_found(float offset)
    {
        var clip = new AudioClip([.. Sounds.Tone(200, 3, 16000).Samples.Select(sample => sample + offset)], 16000);

        Assert.Equal(offset, DcOffset.Of(clip), 1e-5);
    }

    [Fact]
    public void Nothing_has_none() => Assert.Equal(0, DcOffset.Of(new AudioClip([], 16000)));
}
