using Timbre.Text.Phonemes;
using Timbre.Text.WordLists;

namespace Timbre.Text.Lexicons.Morphology;

/// <summary>
/// Morphological derivation of pronunciations: inflections, affixes, compounds, hyphenated words and contractions of known words.
/// </summary>
/// <param name="lookUp">The pronunciation of a word of the dictionary, or null.</param>
internal sealed class Derivation(Func<string, byte[]?> lookUp)
{
    private const int MinStemLength = 3;
    private const int MaxAffixes = 3; // un-friend-li-ness

    private static readonly string[] Contractions = ["n't", "'ll", "'ve", "'re", "'s", "'d", "'"];

    private static readonly WordList Affixes = WordList.Load("affixes.txt");

    /// <summary>Suffixes that change neither the stem's stress nor its phones, the longest first.</summary>
    private static readonly (string Written, byte[] Phones)[] Suffixes = ByDescendingLength(Affixes.PairsOf("suffixes"));

    private static readonly (string Written, byte[] Phones)[] Prefixes = ByDescendingLength(Affixes.PairsOf("prefixes"));

    /// <summary>Second parts of compounds.</summary>
    private static readonly HashSet<string> CompoundHeads = [.. Affixes.WordsOf("compound heads")];

    /// <summary>The pronunciation of the word, or null when it is not made of known ones.</summary>
    /// <param name="word">In lower case; may have apostrophes and hyphens.</param>
    /// <param name="fallback">Pronounces an unknown part of a word with a hyphen or an apostrophe.</param>
    public byte[]? Find(string word, Func<string, byte[]> fallback) =>
        word.Contains('-', StringComparison.Ordinal) ? Hyphenated(word, fallback) : Contracted(word, fallback) ?? Derived(word, MaxAffixes);

    private static (string Written, byte[] Phones)[] ByDescendingLength(IEnumerable<(string Written, string Phones)> affixes) =>
        [.. affixes.Select(affix => (affix.Written, PhoneSymbols.Parse(affix.Phones))).OrderByDescending(affix => affix.Written.Length)];

    private byte[]? Hyphenated(string word, Func<string, byte[]> fallback)
    {
        byte[] all = [];
        // a prefix has no primary stress: it leaves that to the next part
        foreach (var part in word.Split('-', StringSplitOptions.RemoveEmptyEntries))
        {
            var phones = all.Length == 0 && Array.Find(Prefixes, prefix => prefix.Written == part).Phones is { } prefix
                ? prefix
                : lookUp(part) ?? Find(part, fallback) ?? fallback(part);
            all = all.Length == 0 ? phones : JoinCompound(all, phones);
        }

        return all.Length == 0 ? null : all;
    }

    private byte[]? Contracted(string word, Func<string, byte[]> fallback)
    {
        foreach (var contraction in Contractions)
        {
            if (!word.EndsWith(contraction, StringComparison.Ordinal) || word.Length == contraction.Length)
                continue;
            var stem = word[..^contraction.Length];
            if (stem.EndsWith("in", StringComparison.Ordinal) && contraction == "'" && lookUp(stem + "g") is { } going)
                return [.. going[..^2], .. PhoneSymbols.Parse("AH0 N")];
            var phones = lookUp(stem) ?? Find(stem, fallback) ?? fallback(stem);
            return [.. phones, .. Inflection.Contraction(contraction, phones[^1]) ?? []];
        }

        return word.Length > 1 && word[0] == '\'' ? lookUp(word[1..]) ?? Find(word[1..], fallback) ?? fallback(word[1..]) : null;
    }

    /// <summary>Whether the word is an inflected form of a known one: its plural, third person or past.</summary>
    public bool IsInflected(string word) => Inflected(word, MaxAffixes) is not null;

    private byte[]? Stem(string word, int affixes) =>
        word.Length < MinStemLength ? null : lookUp(word) ?? (affixes > 0 ? Derived(word, affixes - 1) : null);

    private byte[]? Derived(string word, int affixes) =>
        Inflected(word, affixes) ?? Suffixed(word, affixes) ?? Compounded(word) ?? Prefixed(word, affixes);

    private byte[]? Inflected(string word, int affixes)
    {
        if (word.EndsWith('s') && !word.EndsWith("ss", StringComparison.Ordinal))
        {
            var stem = Stem(word[..^1], affixes)
                ?? (word.EndsWith("ies", StringComparison.Ordinal)
                ? Stem(word[..^3] + "y", affixes)
                : word.EndsWith("es", StringComparison.Ordinal) ? Stem(word[..^2], affixes) : null);
            if (stem is not null)
                return [.. stem, .. Inflection.Plural(stem[^1])];
        }

        if (word.EndsWith("ed", StringComparison.Ordinal) && StemBeforeVowel(word[..^2], affixes) is { } past)
            return [.. past, .. Inflection.Past(past[^1])];
        return null;
    }

    /// <summary>A stem as it is before an ending that begins with a vowel: hop(e)+ing, hop(p)+ing, (y)i+ed.</summary>
    private byte[]? StemBeforeVowel(string stem, int affixes)
    {
        if (stem.Length < 2)
            return null;
        return Stem(stem + "e", 0)
            ?? (stem[^1] == stem[^2] && stem[^1] is not ('s' or 'l' or 'e' or 'o') ? Stem(stem[..^1], 0) : null)
            ?? (stem[^1] == 'i' ? Stem(stem[..^1] + "y", affixes) : null)
            ?? Stem(stem, affixes)
            ?? (stem[^1] == stem[^2] ? Stem(stem[..^1], 0) : null);
    }

    private byte[]? Suffixed(string word, int affixes)
    {
        foreach (var (written, phones) in Suffixes)
        {
            if (!word.EndsWith(written, StringComparison.Ordinal) || word.Length < written.Length + MinStemLength)
                continue;
            var stem = word[..^written.Length];
            var found = PhoneSymbols.IsVowel(phones[0])
                ? StemBeforeVowel(stem, affixes)
                : Stem(stem, affixes) ?? (stem[^1] == 'i' ? Stem(stem[..^1] + "y", affixes) : null);
            if (found is not null)
                return written == "ly" && PhoneSymbols.Phone(found[^1]) == "L" ? [.. found, .. phones[1..]] : [.. found, .. phones];
        }

        if (word.EndsWith("ically", StringComparison.Ordinal) && Stem(word[..^4], affixes) is { } ic)
            return [.. ic, .. PhoneSymbols.Parse("L IY0")];
        if (word.EndsWith("bly", StringComparison.Ordinal) && Stem(word[..^1] + "e", affixes) is { } able)
            return [.. able[..^2], .. PhoneSymbols.Parse("L IY0")];
        return null;
    }

    private byte[]? Prefixed(string word, int affixes)
    {
        foreach (var (written, phones) in Prefixes)
        {
            if (word.Length >= written.Length + 4 && word.StartsWith(written, StringComparison.Ordinal)
                && Stem(word[written.Length..], affixes) is { } stem)
                return [.. phones, .. stem];
        }

        return null;
    }

    private byte[]? Compounded(string word)
    {
        for (var cut = word.Length - 3; cut >= 3; cut--)
        {
            if (CompoundHeads.Contains(word[cut..]) && lookUp(word[..cut]) is { } first && lookUp(word[cut..]) is { } second)
                return JoinCompound(first, second);
        }

        return null;
    }

    /// <summary>The first part keeps the stress: snowboard.</summary>
    private static byte[] JoinCompound(byte[] first, byte[] second) =>
        [
            .. first,
            .. second.Select(symbol =>
                PhoneSymbols.Stress(symbol) == 1 && first.Any(fallback => PhoneSymbols.Stress(fallback) == 1)
                    ? PhoneSymbols.WithStress(symbol, 2)
                    : symbol)
        ];
}
