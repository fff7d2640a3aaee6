using Timbre.Models.Text.Lexicons.Dictionaries;

namespace Timbre.Models.Text.Lexicons;

/// <summary>Gives a word one primary stress; its other stresses are secondary.</summary>
/// <remarks>The dictionary says which syllables are stressed, not which of them most. Where two are, English prefers the first, but for certain endings, prefixes and foreign vowels.</remarks>
internal static class StressMarks
{
    /// <summary>Endings behind which the last stress is the primary one: eduCAtion, but not Estimate.</summary>
    private static readonly string[] Endings =
    [
        "ion", "ions", "ional", "ionally", "ioned", "ioning", "ition", "ic", "ics", "ical", "ically", "ity", "ities", "ian", "ians", "ia", "ias", "ial", "ially", "ious", "iously", "ience", "iency", "ient",
        "ometer", "ometers", "ology", "ologist", "ologists", "ography", "ental", "entally", "entary", "itis", "osis", "ella", "elli", "etti", "etto", "ello", "illo", "illa", "ano", "ani", "oni", "ino", "ini", "ato", "ista",
        "enko", "ovic", "owicz", "owski", "ewski", "inski", "ensky", "ovich", "ova", "endum", "andum",
    ];

    /// <summary>Endings that are stressed themselves: JapaNESE.</summary>
    private static readonly string[] StressedEndings = ["ese", "eer", "eers", "eering", "ees", "ette", "ettes", "esque", "ique", "oon", "oons", "aire", "aires"];

    /// <summary>Prefixes before words that keep their stress: overDO.</summary>
    private static readonly string[] Prefixes = ["under", "inter", "over", "dis", "mis", "non", "un", "re", "in", "im"];

    /// <summary>The same symbols where they have one primary stress; otherwise a copy that has.</summary>
    /// <param name="word">How it is written.</param>
    /// <param name="symbols">In which every stressed vowel is marked as primary, or none is.</param>
    /// <param name="isKnown">Whether the dictionary has a word.</param>
    /// <param name="part">Where both syllables of a homograph are stressed, it is the first of the noun and the second of the verb.</param>
    public static byte[] Settle(string word, byte[] symbols, Func<string, bool> isKnown, Part part = Part.Any)
    {
        var stressed = Enumerable.Range(0, symbols.Length).Where(i => Symbols.Stress(symbols[i]) == 1).ToList();
        if (stressed.Count == 1)
            return symbols;
        var settled = symbols.ToArray();
        if (stressed.Count == 0)
        {
            var full = Array.FindIndex(symbols, symbol => Symbols.IsVowel(symbol) && Symbols.Phone(symbol) is not ("AH" or "ER"));
            var first = full >= 0 ? full : Array.FindIndex(symbols, Symbols.IsVowel);
            if (first >= 0)
                settled[first] = Symbols.WithStress(symbols[first], 1);
            return settled;
        }

        var lastIsFinal = Array.FindLastIndex(symbols, Symbols.IsVowel) == stressed[^1];
        var primary = stressed.Count > 2 ? (lastIsFinal ? stressed[^2] : stressed[^1])
            : stressed[PrefersLast(word, part, lastIsFinal, isKnown) ? 1 : 0];
        foreach (var at in stressed.Where(at => at != primary))
            settled[at] = Symbols.WithStress(symbols[at], 2);
        return settled;
    }

    private static bool PrefersLast(string word, Part part, bool lastIsFinal, Func<string, bool> isKnown)
    {
        if (part is Part.Noun or Part.Verb)
            return part == Part.Verb && lastIsFinal && !word.EndsWith("ate", StringComparison.Ordinal) && !word.EndsWith("ates", StringComparison.Ordinal);
        if (StressedEndings.Any(ending => word.EndsWith(ending, StringComparison.Ordinal)))
            return true;
        if (Endings.Any(ending => word.EndsWith(ending, StringComparison.Ordinal)))
            return !lastIsFinal;
        if (Array.Find(Prefixes, prefix => word.StartsWith(prefix, StringComparison.Ordinal)) is { } before && isKnown(word[before.Length..]))
            return true;
        return !lastIsFinal && word is [.., 'a' or 'i' or 'o'];
    }
}
