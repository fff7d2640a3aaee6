using Timbre.Text.Scripts;

namespace Timbre.Text.Phonemes;

/// <summary>
/// Cuts phones into syllables: one vowel each, and before it as many consonants as can begin an English syllable (maximal onset).
/// </summary>
internal static class Syllabifier
{
    /// <summary>Pairs of consonants that begin syllables; a third, S, may stand before those whose first is P, T or K.</summary>
    private static readonly HashSet<string> Onsets =
    [
        "P R", "B R", "T R", "D R", "K R", "G R", "F R", "TH R", "SH R",
        "P L", "B L", "K L", "G L", "F L", "S L",
        "T W", "D W", "K W", "G W", "S W", "TH W", "HH W",
        "P Y", "B Y", "T Y", "D Y", "K Y", "G Y", "F Y", "V Y", "TH Y", "M Y", "N Y", "HH Y", "L Y", "S Y",
        "S P", "S T", "S K", "S M", "S N", "S F", "SH L", "SH M", "SH N", "SH W",
    ];

    /// <summary>The syllables of a word; one without vowel when it has none.</summary>
    public static IReadOnlyList<Syllable> Split(ReadOnlySpan<byte> word)
    {
        var syllables = new List<Syllable>();
        var start = 0;
        var vowel = NextVowel(word, 0);
        while (vowel < word.Length)
        {
            var next = NextVowel(word, vowel + 1);
            var end = next < word.Length ? next - OnsetLength(word[(vowel + 1)..next]) : word.Length;
            syllables.Add(CreateSyllable(word[start..end]));
            (start, vowel) = (end, next);
        }

        return start < word.Length ? [CreateSyllable(word[start..])] : syllables;
    }

    /// <summary>One syllable of the phones as they are; its stress is its vowel's.</summary>
    public static Syllable CreateSyllable(ReadOnlySpan<byte> phones)
    {
        var names = new string[phones.Length];
        var stress = 0;
        for (var i = 0; i < phones.Length; i++)
        {
            names[i] = PhoneSymbols.Phone(phones[i]);
            stress = Math.Max(stress, PhoneSymbols.Stress(phones[i]));
        }

        return new Syllable(stress, names);
    }

    /// <summary>The symbols of syllables joined again.</summary>
    public static byte[] Join(IEnumerable<Syllable> syllables) =>
        [.. syllables.SelectMany(syllable => syllable.Phones.Select(phone => (byte)PhoneSymbols.Find(phone, syllable.Stress)))];

    private static int NextVowel(ReadOnlySpan<byte> word, int from)
    {
        while (from < word.Length && !PhoneSymbols.IsVowel(word[from]))
            from++;
        return from;
    }

    private static int OnsetLength(ReadOnlySpan<byte> consonants)
    {
        var n = consonants.Length;
        if (n == 0 || PhoneSymbols.Phone(consonants[^1]) == "NG")
            return 0;
        if (n == 1 || !Onsets.Contains($"{PhoneSymbols.Phone(consonants[^2])} {PhoneSymbols.Phone(consonants[^1])}"))
            return 1;
        return n > 2 && PhoneSymbols.Phone(consonants[^3]) == "S" && PhoneSymbols.Phone(consonants[^2]) is "P" or "T" or "K" ? 3 : 2;
    }
}
