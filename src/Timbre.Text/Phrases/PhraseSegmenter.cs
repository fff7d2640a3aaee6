using Timbre.Text.Scripts;

namespace Timbre.Text.Phrases;

/// <summary>
/// Cuts words and marks into phrases: at the ends of sentences and at prescribed pauses always, at commas and the like where both sides
/// deserve it.
/// </summary>
internal static class PhraseSegmenter
{
    private const int MinWords = 3;
    private const int MinLetters = 13;

    /// <summary>The first phrase is what a listener waits for, so it may be shorter.</summary>
    private const int MinWordsOfFirst = 2;
    private const int MinLettersOfFirst = 8;

    public static List<PhraseDraft> Segment(IEnumerable<Token> tokens)
    {
        var phrases = new List<PhraseDraft>();
        var sentence = new List<PhraseDraft>(); // its pieces between marks
        var segment = new List<Token>();
        foreach (var token in tokens)
        {
            if (token.Word is not null)
                segment.Add(token);
            else if (token.PauseSeconds is { } pause)
                AddPause(phrases, sentence, ref segment, pause, token.Source.Start);
            else if (segment.Count == 0)
                StrengthenEnd(phrases, sentence, token.End);
            else
            {
                sentence.Add(new PhraseDraft(segment, token.End, null));
                segment = [];
            }

            if (token.Word is null && token.End.HasFinalIntonation())
                CloseSentence(phrases, sentence);
        }

        if (segment.Count > 0)
            sentence.Add(new PhraseDraft(segment, PhraseEnd.Statement, null));
        CloseSentence(phrases, sentence);
        if (phrases.FindLastIndex(phrase => phrase.Words.Count > 0) is >= 0 and var last && !phrases[last].End.HasFinalIntonation()
            && phrases[last].PauseSeconds is null)
            phrases[last] = phrases[last] with { End = PhraseEnd.Statement };
        return phrases;
    }

    /// <summary>A second mark behind the same words: the stronger counts, but a question or exclamation stays one.</summary>
    private static void StrengthenEnd(List<PhraseDraft> phrases, List<PhraseDraft> sentence, PhraseEnd end)
    {
        var at = sentence.Count > 0 ? sentence : phrases;
        if (at.Count > 0 && at[^1] is { Words.Count: > 0 } last && last.End < end
            && !last.End.IsQuestion() && !last.End.IsExclamation())
            at[^1] = last with { End = end };
    }

    private static void AddPause(List<PhraseDraft> phrases, List<PhraseDraft> sentence, ref List<Token> segment, double seconds, int at)
    {
        if (segment.Count > 0)
            sentence.Add(new PhraseDraft(segment, seconds > 0 ? PhraseEnd.Comma : PhraseEnd.None, null));
        segment = [];
        CloseSentence(phrases, sentence);
        if (phrases.Count == 0)
            phrases.Add(new PhraseDraft([], PhraseEnd.None, seconds) { Position = at });
        else
            phrases[^1] = phrases[^1] with { PauseSeconds = (phrases[^1].PauseSeconds ?? 0) + seconds };
    }

    /// <summary>Joins the pieces of a sentence that are too short to stand alone.</summary>
    private static void CloseSentence(List<PhraseDraft> phrases, List<PhraseDraft> sentence)
    {
        var (words, letters) = (sentence.Sum(segment => segment.Words.Count), sentence.Sum(segment => segment.Length));
        var pending = new List<Token>();
        foreach (var segment in sentence)
        {
            pending.AddRange(segment.Words);
            (words, letters) = (words - segment.Words.Count, letters - segment.Length);
            var isFirst = phrases.Count == 0;
            var standsAlone = IsLongEnough(pending.Count, pending.Sum(word => word.Word!.Length + 1), isFirst)
                && IsLongEnough(words, letters, isFirst);
            if (words > 0 && !standsAlone && !segment.End.HasFinalIntonation())
                continue;
            phrases.AddRange(LongPhraseSplitter.Split(new PhraseDraft(pending, segment.End, null), isFirst));
            pending = [];
        }

        sentence.Clear();
    }

    private static bool IsLongEnough(int words, int letters, bool isFirst) =>
        isFirst ? words >= MinWordsOfFirst && letters >= MinLettersOfFirst : words >= MinWords && letters >= MinLetters;
}
