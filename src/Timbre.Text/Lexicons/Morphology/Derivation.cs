using Timbre.Text.Phonemes;

namespace Timbre.Text.Lexicons.Morphology;

/// <summary>Words made of known ones: inflections, prefixes, compounds, words with hyphens and contractions.</summary>
/// <param name="lookUp">How a word of the dictionary is said, or null.</param>
internal sealed class Derivation(Func<string, byte[]?> lookUp)
{
    private const int MinStemLength = 3;
    private const int MaxAffixes = 3; // un-friend-li-ness

    private static readonly string[] Contractions = ["n't", "'ll", "'ve", "'re", "'s", "'d", "'"];

    /// <summary>Endings that change neither the word's stress nor its phones.</summary>
    private static readonly (string Written, byte[] Phones)[] Suffixes =
    [
        .. new (string Written, string Phones)[]
        {
            ("ness", "N AH0 S"), ("less", "L AH0 S"), ("ful", "F AH0 L"), ("ship", "SH IH0 P"), ("hood", "HH UH2 D"), ("ment", "M AH0 N T"),
            ("ward", "W ER0 D"), ("wards", "W ER0 D Z"),
            ("wise", "W AY2 Z"), ("like", "L AY2 K"), ("proof", "P R UW2 F"), ("free", "F R IY2"), ("some", "S AH0 M"), ("ly", "L IY0"),
            ("ing", "IH0 NG"), ("in'", "AH0 N"), ("ish", "IH0 SH"), ("able", "AH0 B AH0 L"),
            ("ers", "ER0 Z"), ("er", "ER0"), ("or", "ER0"), ("est", "AH0 S T"), ("ism", "IH2 Z AH0 M"), ("ist", "AH0 S T"),
            ("ists", "AH0 S T S"), ("ize", "AY2 Z"), ("ized", "AY2 Z D"), ("izes", "AY2 Z AH0 Z"), ("izing", "AY2 Z IH0 NG"), ("y", "IY0"),
            ("man", "M AH0 N"), ("men", "M IH0 N"), ("woman", "W UH2 M AH0 N"), ("women", "W IH2 M AH0 N"),
        }.Select(suffix => (suffix.Written, PhoneSymbols.Parse(suffix.Phones))).OrderByDescending(suffix => suffix.Written.Length),
    ];

    private static readonly (string Written, byte[] Phones)[] Prefixes =
    [
        .. new (string Written, string Phones)[]
        {
            ("un", "AH0 N"), ("non", "N AA0 N"), ("over", "OW2 V ER0"), ("under", "AH2 N D ER0"), ("super", "S UW2 P ER0"),
            ("inter", "IH2 N T ER0"), ("multi", "M AH2 L T IY0"), ("micro", "M AY2 K R OW0"),
            ("anti", "AE2 N T IY0"), ("out", "AW2 T"), ("counter", "K AW2 N T ER0"), ("semi", "S EH2 M IY0"), ("mid", "M IH2 D"),
            ("mis", "M IH0 S"), ("dis", "D IH0 S"), ("re", "R IY0"), ("pre", "P R IY0"), ("post", "P OW2 S T"),
            ("ultra", "AH2 L T R AH0"), ("hyper", "HH AY2 P ER0"), ("cyber", "S AY2 B ER0"), ("bio", "B AY2 OW0"), ("eco", "IY2 K OW0"),
            ("auto", "AO2 T OW0"), ("mega", "M EH2 G AH0"), ("mini", "M IH2 N IY0"), ("nano", "N AE2 N OW0"), ("neuro", "N UH2 R OW0"),
            ("photo", "F OW2 T OW0"), ("geo", "JH IY2 OW0"), ("tele", "T EH2 L AH0"), ("trans", "T R AE2 N Z"), ("sub", "S AH2 B"),
            ("co", "K OW0"), ("up", "AH2 P"), ("back", "B AE2 K"),
        }.Select(prefix => (prefix.Written, PhoneSymbols.Parse(prefix.Phones))).OrderByDescending(prefix => prefix.Written.Length),
    ];

    /// <summary>Second parts of compounds: common words that few names end in.</summary>
    private static readonly HashSet<string> CompoundHeads =
    [
        .. ("board boards head heads headed house houses work works worker workers working time times line lines book books room rooms "
            + "side sides light lights way ways fish bird birds stone stones field fields yard yards boat boats car cars cake cakes bread "
                + "water waters stream streams streaming storm storms wave waves shop shops store stores ware phone phones maker makers "
                    + "making keeper keepers holder holders player players friend friends friendly hand hands handed "
            + "bot bots foot feet footed eye eyes eyed face faces body bone bones skin hair mail box boxes paper papers power powered "
                + "plane planes craft crafts ship ships shore shores walk walks walker walking mark marks point points proof table tables "
                    + "top tops bottom bag bags ball balls band bands bath bed beds bell bells bench bowl brush case cases chair chain "
                        + "chains coat code codes coin coins cup cups cut cuts cutter cycle day days deck dog dogs door doors down drive "
                            + "driver drivers drop drops fall falls farm farms fire fires flow flower flowers "
            + "front frame frames game games gate gates glass glasses ground grounds guard guards gun guns hearted heart hole holes horse "
                + "ice jacket key keys kind lab land lands lash leaf level life lock locks log love mate mates mill mind minded mine month "
                    + "moon name names neck net news nose note notes off pack page pages pad park path pit plan plant plants plate play "
                        + "pot print prints rain ride rider riders riding ring road rock rope run runner runners running sack sand saw "
                            + "school screen screens seat seats seller selling set shed sheet sheets shell shirt shirts shoe shoes shot "
                                + "shots sight sign site sites sleeve smith song songs spot spoon spring stand star stars step steps stick "
                                    + "sticks stop street string suit sun tail tank tape taste thing tie toe tone tool tools tooth town "
                                        + "trap tree trees truck view wall walls watch watcher wear weed week weight wheel wheels wide "
                                            + "wind window windows wing wings wire wood word words world worm worthy wound year "
                                                + "years").Split(' '),
    ];

    /// <summary>How the word is said, or null when it is not made of known ones.</summary>
    /// <param name="word">In small letters; may have apostrophes and hyphens.</param>
    /// <param name="fallback">Says a part that is not known: of a word with a hyphen or an apostrophe.</param>
    public byte[]? Find(string word, Func<string, byte[]> fallback) =>
        word.Contains('-', StringComparison.Ordinal) ? Hyphenated(word, fallback) : Contracted(word, fallback) ?? Derived(word, MaxAffixes);

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
