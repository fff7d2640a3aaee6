using System.Collections.Frozen;
using Timbre.Text.WordLists;

namespace Timbre.Text.Lexicons.Tagging;

/// <summary>Part-of-speech tags that a word can have by itself: a list of common words, and suffixes for all others.</summary>
internal static class TagLexicon
{
    private static readonly FrozenDictionary<string, PosTag> TagsByWord = Load();

    private static readonly (string Ending, PosTag Tag)[] Endings =
    [
        ("n't", PosTag.Modal | PosTag.Do), ("'s", PosTag.Possessive), ("s'", PosTag.Possessive), ("'ll", PosTag.Modal),
        ("'ve", PosTag.Have), ("'re", PosTag.Be),
        ("tion", PosTag.Noun), ("sion", PosTag.Noun), ("ness", PosTag.Noun), ("ment", PosTag.Noun), ("ity", PosTag.Noun),
        ("ance", PosTag.Noun), ("ence", PosTag.Noun), ("ship", PosTag.Noun), ("ism", PosTag.Noun), ("ist", PosTag.Noun),
        ("ology", PosTag.Noun),
        ("ous", PosTag.Adjective), ("ful", PosTag.Adjective), ("ive", PosTag.Adjective), ("able", PosTag.Adjective),
        ("ible", PosTag.Adjective), ("less", PosTag.Adjective), ("ish", PosTag.Adjective), ("ical", PosTag.Adjective),
        ("ic", PosTag.Adjective), ("ial", PosTag.Adjective), ("est", PosTag.Adjective),
        ("ingly", PosTag.Adverb), ("ly", PosTag.Adverb), ("ing", PosTag.Ing), ("ed", PosTag.Past), ("ss", PosTag.Unknown),
        ("us", PosTag.Unknown), ("is", PosTag.Unknown), ("s", PosTag.Plural),
    ];

    /// <summary>All tags that the word can have, joined.</summary>
    public static PosTag Of(string word)
    {
        if (TagsByWord.TryGetValue(word, out var tag))
            return tag;
        foreach (var (ending, of) in Endings)
        {
            if (word.Length > ending.Length + 1 && word.EndsWith(ending, StringComparison.Ordinal))
                return of;
        }

        return PosTag.Unknown;
    }

    private static FrozenDictionary<string, PosTag> Load()
    {
        var table = new Dictionary<string, PosTag>(StringComparer.Ordinal);
        foreach (var (section, word) in WordList.Load("part-of-speech-tags.txt").Words)
            table[word] = table.GetValueOrDefault(word) | Enum.Parse<PosTag>(section);
        return table.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
