using Timbre.Text.Lexicons.Dictionaries;
using Timbre.Text.Phonemes;

namespace Timbre.Text.Lexicons;

/// <summary>Gives a word one primary stress; its other stresses are secondary.</summary>
/// <remarks>
/// The dictionary says which syllables are stressed, not which of them most. Where two are, English prefers the first, but for certain
/// endings, prefixes and foreign vowels.
/// </remarks>
internal static class StressAssignment
{
    /// <summary>Endings behind which the last stress is the primary one: eduCAtion, but not Estimate.</summary>
    private static readonly string[] PreStressingEndings =
    [
        "ion", "ions", "ional", "ionally", "ioned", "ioning", "ition", "ic", "ics", "ical", "ically", "ity", "ities", "ian", "ians", "ia",
        "ias", "ial", "ially", "ious", "iously", "ience", "iency", "ient",
        "ometer", "ometers", "ology", "ologist", "ologists", "ography", "ental", "entally", "entary", "itis", "osis", "ella", "elli",
        "etti", "etto", "ello", "illo", "illa", "ano", "ani", "oni", "ino", "ini", "ato", "ista",
        "enko", "ovic", "owicz", "owski", "ewski", "inski", "ensky", "ovich", "ova", "endum", "andum",
    ];

    /// <summary>Endings that are stressed themselves: JapaNESE.</summary>
    private static readonly string[] StressedEndings = [
        "ese", "eer", "eers", "eering", "ees", "ette", "ettes", "esque", "ique", "oon", "oons", "aire", "aires"
    ];

    /// <summary>Prefixes before words that keep their stress: overDO.</summary>
    private static readonly string[] Prefixes = ["under", "inter", "over", "dis", "mis", "non", "un", "re", "in", "im"];

    /// <summary>The same symbols where they have one primary stress; otherwise a copy that has.</summary>
    /// <param name="word">How it is written.</param>
    /// <param name="symbols">In which every stressed vowel is marked as primary, or none is.</param>
    /// <param name="isKnown">Whether the dictionary has a word.</param>
    /// <param name="part">Where both syllables of a homograph are stressed, it is the first of the noun and the second of the verb.</param>
    public static byte[] Assign(string word, byte[] symbols, Func<string, bool> isKnown, PartOfSpeech part = PartOfSpeech.Any)
    {
        var stressed = Enumerable.Range(0, symbols.Length).Where(i => PhoneSymbols.Stress(symbols[i]) == 1).ToList();
        if (stressed.Count == 1)
            return symbols;
        var result = symbols.ToArray();
        if (stressed.Count == 0)
        {
            var full = Array.FindIndex(symbols, symbol => PhoneSymbols.IsVowel(symbol) && PhoneSymbols.Phone(symbol) is not ("AH" or "ER"));
            var first = full >= 0 ? full : Array.FindIndex(symbols, PhoneSymbols.IsVowel);
            if (first >= 0)
                result[first] = PhoneSymbols.WithStress(symbols[first], 1);
            return result;
        }

        var lastIsFinal = Array.FindLastIndex(symbols, PhoneSymbols.IsVowel) == stressed[^1];
        var primary = stressed.Count > 2 ? (lastIsFinal ? stressed[^2] : stressed[^1])
            : stressed[StressesLast(word, part, lastIsFinal, isKnown) ? 1 : 0];
        foreach (var at in stressed.Where(at => at != primary))
            result[at] = PhoneSymbols.WithStress(symbols[at], 2);
        return result;
    }

    private static bool StressesLast(string word, PartOfSpeech part, bool lastIsFinal, Func<string, bool> isKnown)
    {
        if (part is PartOfSpeech.Noun or PartOfSpeech.Verb)
            return part == PartOfSpeech.Verb && lastIsFinal && !word.EndsWith("ate", StringComparison.Ordinal)
                && !word.EndsWith("ates", StringComparison.Ordinal);
        if (StressedEndings.Any(ending => word.EndsWith(ending, StringComparison.Ordinal)))
            return true;
        if (PreStressingEndings.Any(ending => word.EndsWith(ending, StringComparison.Ordinal)))
            return !lastIsFinal;
        if (Array.Find(Prefixes, prefix => word.StartsWith(prefix, StringComparison.Ordinal)) is { } before
            && isKnown(word[before.Length..]))
            return true;
        return !lastIsFinal && word is [.., 'a' or 'i' or 'o'];
    }
}
