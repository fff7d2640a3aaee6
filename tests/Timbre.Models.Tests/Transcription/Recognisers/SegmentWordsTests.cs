using Timbre.Bundles.Protocol;
using Timbre.Models.Transcription.Recognisers;

namespace Timbre.Models.Tests.Transcription.Recognisers;

public sealed class SegmentWordsTests
{
    [Fact]
    public void Parts_of_words_are_put_together_with_their_times_and_the_least_of_their_probabilities()
    {
        var segment = new RecognisedSegment(0, 2, "Un believable, indeed.", 0, [
            new(" Un", 0, 0.2, 0.9), new(" bel", 0.3, 0.5, 0.8), new("iev", 0.5, 0.7, 0.4), new("able", 0.7, 0.9, 0.95),
            new(",", 0.9, 0.9, 0.99), new(" indeed", 1.1, 1.6, 0.7), new(".", 1.6, 2, 0.6)
        ]);

        var sentence = SegmentWords.Sentence(segment, 10);

        Assert.Equal(new RecognisedSentence("Un believable, indeed.", 10, 12, sentence.Words), sentence);
        Assert.Equal(
            [
                new RecognisedWord("Un", 10, 10.2, 0.9), new RecognisedWord("believable,", 10.3, 10.9, 0.4),
                new RecognisedWord("indeed.", 11.1, 12, 0.6)
            ],
            sentence.Words);
    }

    [Fact]
    public void Where_the_parts_are_not_the_text_letters_are_spread_evenly()
    {
        var segment = new RecognisedSegment(1, 3, "日本 de", 0, [new("\ufffd", 0, 0.2, 0.5), new("\ufffd de", 0.2, 0.5, 0.7)]);

        var words = SegmentWords.Sentence(segment, 0).Words;

        Assert.Equal(["日本", "de"], words.Select(word => word.Word));
        Assert.Equal(1, words[0].StartSeconds, 9);
        Assert.Equal(1 + 2 * 2.0 / 5, words[0].EndSeconds, 9);
        Assert.Equal(3, words[1].EndSeconds, 9);
        Assert.All(words, word => Assert.Equal(0.6, word.Probability, 9));
    }

    [Fact]
    public void A_text_without_parts_or_words_is_no_fault()
    {
        Assert.Empty(SegmentWords.Sentence(new RecognisedSegment(0, 1, "", 0, []), 0).Words);
        Assert.Empty(SegmentWords.Sentence(new RecognisedSegment(0, 1, "  ", 0, []), 0).Words);
        Assert.Equal(
            new RecognisedWord("word", 0, 1, 0),
            Assert.Single(SegmentWords.Sentence(new RecognisedSegment(0, 1, "word", 0, []), 0).Words));
    }

    [Fact]
    public void Random_texts_in_random_parts_give_all_their_words_in_order()
    {
        var random = new Random(1);
        for (var round = 0; round < 500; round++)
        {
            var text = new string([.. Enumerable.Range(0, random.Next(1, 40)).Select(_ => "ab ,."[random.Next(5)])]);
            var segment = new RecognisedSegment(0, text.Length, text, 0, [.. Parts(text, random)]);

            var words = SegmentWords.Sentence(segment, 100).Words;

            Assert.Equal(text.Split(' ', StringSplitOptions.RemoveEmptyEntries), words.Select(word => word.Word));
            Assert.All(words, word => Assert.InRange(word.EndSeconds, word.StartSeconds, 100 + text.Length));
            Assert.Equal(words.Select(word => word.StartSeconds).Order(), words.Select(word => word.StartSeconds));
        }
    }

    /// <summary>A text cut anywhere, each part with the time of its place; what a model writes before it is left out.</summary>
    private static IEnumerable<RecognisedToken> Parts(string text, Random random)
    {
        for (int start = 0, length; start < text.Length; start += length)
        {
            length = Math.Min(random.Next(1, 6), text.Length - start);
            yield return new RecognisedToken(text.Substring(start, length), start, start + length, 1);
        }
    }
}
