using Timbre.Models.Transcription;

namespace Timbre.Models.Tests.Transcription;

public class RecogniserTests
{
    [Fact]
    public void Each_recording_gets_its_own_words_whatever_their_order_in_the_output()
    {
        var words = Recogniser.Parse("and read(2) it's (1 -2345)\n (0 0)\n<s> hello [NOISE] <sil> (2 -1)\nnonsense\nmore (9 -1)\n", 3);

        Assert.Equal([[], ["and", "read", "it's"], ["hello"]], words);
    }
}
