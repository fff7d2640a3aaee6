using Timbre.Models.Text.Scripts;

namespace Timbre.Models.Text.Phrases;

/// <summary>Cuts a phrase that is too long before a conjunction, else between any two words.</summary>
internal static class Lengths
{
    /// <summary>No phrase has more letters (with a space between words), but for a single word.</summary>
    public const int MostLetters = 240;

    /// <summary>No phrase has more words.</summary>
    public const int MostWords = 40;

    /// <summary>The first phrase of a text is cut before a conjunction when it is longer than this: the sound begins sooner.</summary>
    private const int MostWordsFirst = 14;

    private const int FewestWords = 4;

    private static readonly HashSet<string> Conjunctions =
    [
        "and", "or", "but", "because", "while", "when", "where", "which", "who", "whose", "that", "if", "although", "though", "since", "unless", "until", "before", "after", "so", "as", "than",
    ];

    private static readonly HashSet<string> Prepositions = ["in", "on", "at", "by", "for", "from", "with", "into", "through", "between", "during", "under", "over", "about", "against", "without"];

    public static IEnumerable<Draft> Cut(Draft phrase, bool isFirst)
    {
        var words = phrase.Words;
        var from = 0;
        while (from < words.Count)
        {
            var end = Fitting(words, from);
            var most = isFirst ? Math.Min(end, from + MostWordsFirst) : end;
            if (most < words.Count)
                end = Joint(words, from, most) ?? (end == words.Count ? end : Seam(words, from, end));
            yield return end == words.Count ? phrase with { Words = words[from..] } : new Draft(words[from..end], PhraseEnd.None, null);
            (from, isFirst) = (end, false);
        }
    }

    /// <summary>Behind the last word that fits into one phrase with the word at <paramref name="from"/>.</summary>
    private static int Fitting(List<Token> words, int from)
    {
        var letters = 0;
        for (var i = from; i < words.Count; i++)
        {
            letters += words[i].Word!.Length + 1;
            if (i > from && (letters > MostLetters || i == from + MostWords))
                return i;
        }

        return words.Count;
    }

    /// <summary>The last place up to <paramref name="most"/> where a conjunction begins, or else a preposition; null where there is none.</summary>
    private static int? Joint(List<Token> words, int from, int most)
    {
        foreach (var joints in (ReadOnlySpan<HashSet<string>>)[Conjunctions, Prepositions])
        {
            for (var i = Math.Min(most, words.Count - FewestWords); i >= from + FewestWords; i--)
            {
                if (joints.Contains(words[i].Word!) && words[i].Source.Start >= words[i - 1].Source.End)
                    return i;
            }
        }

        return null;
    }

    /// <summary>The last place up to <paramref name="end"/> that does not part words that stand for the same thing.</summary>
    private static int Seam(List<Token> words, int from, int end)
    {
        for (var i = end; i > from + (end - from) / 2; i--)
        {
            if (words[i].Source.Start >= words[i - 1].Source.End)
                return i;
        }

        return end;
    }
}
