using Timbre.Audio.Measures;
using Timbre.Audio.Measures.Conditions;
using Timbre.Audio.Tests.Material;

namespace Timbre.Audio.Tests.Measures.Conditions;

public sealed class SilentEdgesTests
{
    [Theory]
    [InlineData(0, 0)]
    [InlineData(0.5, 2)]
    [InlineData(3, 1)]
    public void What_is_put_around_speech_is_found(double leading, double trailing)
    {
        var bare = Of(Reader.Sentence(1));
        var actual = Of(
            Sounds.Mix(
                Sounds.Join(Sounds.Silence(leading, 16000), Reader.Sentence(1), Sounds.Silence(trailing, 16000)),
                Sounds.Noise(20, 16000, 3e-4)));

        Assert.Equal(bare.LeadingSeconds + leading, actual.LeadingSeconds, 0.25);
        Assert.Equal(bare.TrailingSeconds + trailing, actual.TrailingSeconds, 0.25);
    }

    [Fact]
    public void Where_nobody_speaks_all_of_it_leads() => Assert.Equal(new SilentEdges(3, 0), Of(Sounds.Noise(3, 16000)));

    private static SilentEdges Of(AudioClip clip) => SilentEdges.Of(SpeechActivity.Detect(clip));
}
