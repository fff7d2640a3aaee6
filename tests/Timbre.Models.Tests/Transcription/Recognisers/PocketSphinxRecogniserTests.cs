using Timbre.Models.Transcription.Recognisers;

namespace Timbre.Models.Tests.Transcription.Recognisers;

public class PocketSphinxRecogniserTests
{
    [Fact]
    public void Each_recording_gets_its_own_words_whatever_their_order_in_the_output()
    {
        var words = PocketSphinxRecogniser.Parse(
            [
                "1 1 0.10 0.25 and 0.900", "0 1 0.00 0.10 hello 1.000", "1 1 0.35 0.20 read(2) 1.000", "1 1 0.55 0.10 [NOISE] 0.5",
                "1 1 0.60 0.30 <sil> 1", "nonsense", "9 1 0 1 more 1"
            ],
            3);

        Assert.Equal([new RecognisedWord("hello", 0, 0.1, 1)], words[0]);
        Assert.Equal(["and", "read"], words[1].Select(word => word.Word));
        Assert.Equal(0.35, words[1][0].EndSeconds, 6);
        Assert.Empty(words[2]);
    }
}
