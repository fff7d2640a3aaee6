using Timbre.Models.Text.Scripts;

namespace Timbre.Models.Text.Phrases;

/// <summary>Cuts words and marks into phrases: at the ends of sentences and at prescribed pauses always, at commas and the like where both sides deserve it.</summary>
internal static class Sentences
{
    private const int FewestWords = 3;
    private const int FewestLetters = 13;

    /// <summary>The first phrase is what a listener waits for, so it may be shorter.</summary>
    private const int FewestWordsFirst = 2;
    private const int FewestLettersFirst = 8;

    public static List<Draft> Cut(IEnumerable<Token> tokens)
    {
        var phrases = new List<Draft>();
        var sentence = new List<Draft>(); // its pieces between marks
        var piece = new List<Token>();
        foreach (var token in tokens)
        {
            if (token.Word is not null)
                piece.Add(token);
            else if (token.PauseSeconds is { } pause)
                Pause(phrases, sentence, ref piece, pause, token.Source.Start);
            else if (piece.Count == 0)
                Raise(phrases, sentence, token.End);
            else
            {
                sentence.Add(new Draft(piece, token.End, null));
                piece = [];
            }

            if (token.Word is null && token.End >= PhraseEnd.Statement)
                Close(phrases, sentence);
        }

        if (piece.Count > 0)
            sentence.Add(new Draft(piece, PhraseEnd.Statement, null));
        Close(phrases, sentence);
        if (phrases.FindLastIndex(phrase => phrase.Words.Count > 0) is >= 0 and var last && phrases[last].End < PhraseEnd.Statement && phrases[last].PauseSeconds is null)
            phrases[last] = phrases[last] with { End = PhraseEnd.Statement };
        return phrases;
    }

    /// <summary>A second mark behind the same words: the stronger counts, but a question or exclamation stays one.</summary>
    private static void Raise(List<Draft> phrases, List<Draft> sentence, PhraseEnd end)
    {
        var at = sentence.Count > 0 ? sentence : phrases;
        if (at.Count > 0 && at[^1] is { Words.Count: > 0 } last && last.End < end && last.End is not (PhraseEnd.Question or PhraseEnd.Exclamation))
            at[^1] = last with { End = end };
    }

    private static void Pause(List<Draft> phrases, List<Draft> sentence, ref List<Token> piece, double seconds, int at)
    {
        if (piece.Count > 0)
            sentence.Add(new Draft(piece, seconds > 0 ? PhraseEnd.Comma : PhraseEnd.None, null));
        piece = [];
        Close(phrases, sentence);
        if (phrases.Count == 0)
            phrases.Add(new Draft([], PhraseEnd.None, seconds) { At = at });
        else
            phrases[^1] = phrases[^1] with { PauseSeconds = (phrases[^1].PauseSeconds ?? 0) + seconds };
    }

    /// <summary>Joins the pieces of a sentence that are too short to stand alone.</summary>
    private static void Close(List<Draft> phrases, List<Draft> sentence)
    {
        var (words, letters) = (sentence.Sum(piece => piece.Words.Count), sentence.Sum(piece => piece.Length));
        var open = new List<Token>();
        foreach (var piece in sentence)
        {
            open.AddRange(piece.Words);
            (words, letters) = (words - piece.Words.Count, letters - piece.Length);
            var isFirst = phrases.Count == 0;
            var deserves = Is(open.Count, open.Sum(word => word.Word!.Length + 1), isFirst) && Is(words, letters, isFirst);
            if (words > 0 && !deserves && piece.End < PhraseEnd.Statement)
                continue;
            phrases.AddRange(Lengths.Cut(new Draft(open, piece.End, null), isFirst));
            open = [];
        }

        sentence.Clear();
    }

    private static bool Is(int words, int letters, bool isFirst) =>
        isFirst ? words >= FewestWordsFirst && letters >= FewestLettersFirst : words >= FewestWords && letters >= FewestLetters;
}
