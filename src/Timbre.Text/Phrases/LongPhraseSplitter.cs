using Timbre.Text.Scripts;

namespace Timbre.Text.Phrases;

/// <summary>Cuts a phrase that is too long before a conjunction, else between any two words.</summary>
internal static class LongPhraseSplitter
{
    /// <summary>No phrase has more letters (with a space between words), but for a single word.</summary>
    public const int MaxLetters = 240;

    /// <summary>No phrase has more words.</summary>
    public const int MaxWords = 40;

    /// <summary>The first phrase of a text is cut before a conjunction when it is longer than this: the sound begins sooner.</summary>
    private const int MaxWordsOfFirst = 14;

    private const int MinWords = 4;

    private static readonly HashSet<string> Conjunctions =
    [
        "and", "or", "but", "because", "while", "when", "where", "which", "who", "whose", "that", "if", "although", "though", "since",
        "unless", "until", "before", "after", "so", "as", "than",
    ];

    private static readonly HashSet<string> Prepositions = [
        "in", "on", "at", "by", "for", "from", "with", "into", "through", "between", "during", "under", "over", "about", "against",
        "without"
    ];

    public static IEnumerable<PhraseDraft> Split(PhraseDraft phrase, bool isFirst)
    {
        var words = phrase.Words;
        var from = 0;
        while (from < words.Count)
        {
            var end = EndOfFit(words, from);
            var limit = isFirst ? Math.Min(end, from + MaxWordsOfFirst) : end;
            if (limit < words.Count)
                end = BreakBeforeConjunction(words, from, limit) ?? (end == words.Count ? end : BreakBetweenWords(words, from, end));
            yield return end == words.Count
                ? phrase with { Words = words[from..] }
                : new PhraseDraft(words[from..end], PhraseEnd.None, null);
            (from, isFirst) = (end, false);
        }
    }

    /// <summary>Behind the last word that fits into one phrase with the word at <paramref name="from"/>.</summary>
    private static int EndOfFit(List<Token> words, int from)
    {
        var letters = 0;
        for (var i = from; i < words.Count; i++)
        {
            letters += words[i].Word!.Length + 1;
            if (i > from && (letters > MaxLetters || i == from + MaxWords))
                return i;
        }

        return words.Count;
    }

    /// <summary>
    /// The last place up to <paramref name="limit"/> where a conjunction begins, or else a preposition; null where there is none.
    /// </summary>
    private static int? BreakBeforeConjunction(List<Token> words, int from, int limit)
    {
        foreach (var breakWords in (ReadOnlySpan<HashSet<string>>)[Conjunctions, Prepositions])
        {
            for (var i = Math.Min(limit, words.Count - MinWords); i >= from + MinWords; i--)
            {
                if (breakWords.Contains(words[i].Word!) && words[i].Source.Start >= words[i - 1].Source.End)
                    return i;
            }
        }

        return null;
    }

    /// <summary>The last place up to <paramref name="end"/> that does not part words that stand for the same thing.</summary>
    private static int BreakBetweenWords(List<Token> words, int from, int end)
    {
        for (var i = end; i > from + (end - from) / 2; i--)
        {
            if (words[i].Source.Start >= words[i - 1].Source.End)
                return i;
        }

        return end;
    }
}
