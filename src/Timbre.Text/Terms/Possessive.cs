using Timbre.Text.Phonemes;
using Timbre.Text.Scripts;

namespace Timbre.Text.Terms;

/// <summary>Adds the possessive 's to a word whose pronunciation the caller gave.</summary>
internal static class Possessive
{
    /// <summary>True when 's stands at <paramref name="at"/> and ends a word.</summary>
    public static bool IsAt(string text, int at) =>
        at + 1 < text.Length && text[at] is '\'' or '’' && text[at + 1] is 's' or 'S'
            && (at + 2 == text.Length || !char.IsLetterOrDigit(text[at + 2]));

    /// <summary>The word with it: IH Z behind a hiss, S behind a voiceless consonant, Z behind all others.</summary>
    public static IReadOnlyList<Syllable> AppendTo(IReadOnlyList<Syllable> word)
    {
        if (word.Count == 0 || word[^1].Phones.Count == 0)
            return word;
        var last = word[^1];
        if (ConsonantClasses.IsSibilant(last.Phones[^1]))
            return [.. word, new Syllable(0, ["IH", "Z"])];
        var ending = ConsonantClasses.IsVoicelessNonSibilant(last.Phones[^1]) ? "S" : "Z";
        return [.. word.Take(word.Count - 1), last with { Phones = [.. last.Phones, ending] }];
    }
}
