using Timbre.Bundles.Protocol;

namespace Timbre.Models.Transcription.Recognisers;

/// <summary>Words of a segment with their times, put together from the parts of words that a model writes.</summary>
internal static class SegmentWords
{
    /// <summary>The segment with times from the beginning of the recording.</summary>
    public static RecognisedSentence Sentence(RecognisedSegment segment, double offset)
    {
        var words = Words(segment).Select(word => word with
        {
            StartSeconds = offset + word.StartSeconds,
            EndSeconds = offset + Math.Max(word.StartSeconds, word.EndSeconds),
        });
        return new RecognisedSentence(segment.Text, offset + segment.StartSeconds, offset + segment.EndSeconds, [.. words]);
    }

    /// <summary>
    /// The words of the text. Each letter has the time and the probability of the token that it lies in; where the tokens are not the text
    /// (a character may be cut into two), letters are spread over the segment evenly.
    /// </summary>
    private static IEnumerable<RecognisedWord> Words(RecognisedSegment segment)
    {
        var letters = Letters(segment);
        var text = segment.Text;
        for (var start = 0; start < text.Length; start++)
        {
            if (char.IsWhiteSpace(text[start]))
                continue;
            var end = start;
            while (end < text.Length && !char.IsWhiteSpace(text[end]))
                end++;
            yield return new RecognisedWord(
                text[start..end], letters[start].StartSeconds, letters[end - 1].EndSeconds,
                letters[start..end].Min(letter => letter.Probability));
            start = end;
        }
    }

    private static RecognisedToken[] Letters(RecognisedSegment segment)
    {
        var text = segment.Text;
        RecognisedToken[] letters = [.. segment.Tokens.SelectMany(token => token.Text.Select(_ => token))];
        var at = string.Concat(segment.Tokens.Select(token => token.Text)).IndexOf(text, StringComparison.Ordinal);
        if (at >= 0)
            return letters[at..(at + text.Length)];

        var probability = segment.Tokens.Count == 0 ? 0 : segment.Tokens.Average(token => token.Probability);
        var seconds = (segment.EndSeconds - segment.StartSeconds) / text.Length;
        return [.. Enumerable.Range(0, text.Length).Select(i => new RecognisedToken(
            "", segment.StartSeconds + i * seconds, segment.StartSeconds + (i + 1) * seconds, probability))];
    }
}
