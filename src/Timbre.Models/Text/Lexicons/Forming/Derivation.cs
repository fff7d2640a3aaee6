namespace Timbre.Models.Text.Lexicons.Forming;

/// <summary>Words made of known ones: inflections, prefixes, compounds, words with hyphens and contractions.</summary>
/// <param name="known">How a word of the dictionary is said, or null.</param>
internal sealed class Derivation(Func<string, byte[]?> known)
{
    private const int ShortestStem = 3;
    private const int MostSteps = 3; // un-friend-li-ness

    private static readonly string[] Contractions = ["n't", "'ll", "'ve", "'re", "'s", "'d", "'"];

    /// <summary>Endings that change neither the word's stress nor its phones.</summary>
    private static readonly (string Written, byte[] Said)[] Suffixes =
    [
        .. new (string Written, string Said)[]
        {
            ("ness", "N AH0 S"), ("less", "L AH0 S"), ("ful", "F AH0 L"), ("ship", "SH IH0 P"), ("hood", "HH UH2 D"), ("ment", "M AH0 N T"), ("ward", "W ER0 D"), ("wards", "W ER0 D Z"),
            ("wise", "W AY2 Z"), ("like", "L AY2 K"), ("proof", "P R UW2 F"), ("free", "F R IY2"), ("some", "S AH0 M"), ("ly", "L IY0"), ("ing", "IH0 NG"), ("in'", "AH0 N"), ("ish", "IH0 SH"), ("able", "AH0 B AH0 L"),
            ("ers", "ER0 Z"), ("er", "ER0"), ("or", "ER0"), ("est", "AH0 S T"), ("ism", "IH2 Z AH0 M"), ("ist", "AH0 S T"), ("ists", "AH0 S T S"), ("ize", "AY2 Z"), ("ized", "AY2 Z D"), ("izes", "AY2 Z AH0 Z"), ("izing", "AY2 Z IH0 NG"), ("y", "IY0"),
            ("man", "M AH0 N"), ("men", "M IH0 N"), ("woman", "W UH2 M AH0 N"), ("women", "W IH2 M AH0 N"),
        }.Select(suffix => (suffix.Written, Symbols.Of(suffix.Said))).OrderByDescending(suffix => suffix.Written.Length),
    ];

    private static readonly (string Written, byte[] Said)[] Prefixes =
    [
        .. new (string Written, string Said)[]
        {
            ("un", "AH0 N"), ("non", "N AA0 N"), ("over", "OW2 V ER0"), ("under", "AH2 N D ER0"), ("super", "S UW2 P ER0"), ("inter", "IH2 N T ER0"), ("multi", "M AH2 L T IY0"), ("micro", "M AY2 K R OW0"),
            ("anti", "AE2 N T IY0"), ("out", "AW2 T"), ("counter", "K AW2 N T ER0"), ("semi", "S EH2 M IY0"), ("mid", "M IH2 D"), ("mis", "M IH0 S"), ("dis", "D IH0 S"), ("re", "R IY0"), ("pre", "P R IY0"), ("post", "P OW2 S T"),
            ("ultra", "AH2 L T R AH0"), ("hyper", "HH AY2 P ER0"), ("cyber", "S AY2 B ER0"), ("bio", "B AY2 OW0"), ("eco", "IY2 K OW0"), ("auto", "AO2 T OW0"), ("mega", "M EH2 G AH0"), ("mini", "M IH2 N IY0"), ("nano", "N AE2 N OW0"), ("neuro", "N UH2 R OW0"), ("photo", "F OW2 T OW0"), ("geo", "JH IY2 OW0"), ("tele", "T EH2 L AH0"), ("trans", "T R AE2 N Z"), ("sub", "S AH2 B"), ("co", "K OW0"), ("up", "AH2 P"), ("back", "B AE2 K"),
        }.Select(prefix => (prefix.Written, Symbols.Of(prefix.Said))).OrderByDescending(prefix => prefix.Written.Length),
    ];

    /// <summary>Second parts of compounds: common words that few names end in.</summary>
    private static readonly HashSet<string> Heads =
    [
        .. ("board boards head heads headed house houses work works worker workers working time times line lines book books room rooms side sides light lights way ways fish bird birds stone stones field fields yard yards boat boats car cars cake cakes bread water waters stream streams streaming storm storms wave waves shop shops store stores ware phone phones maker makers making keeper keepers holder holders player players friend friends friendly hand hands handed "
            + "bot bots foot feet footed eye eyes eyed face faces body bone bones skin hair mail box boxes paper papers power powered plane planes craft crafts ship ships shore shores walk walks walker walking mark marks point points proof table tables top tops bottom bag bags ball balls band bands bath bed beds bell bells bench bowl brush case cases chair chain chains coat code codes coin coins cup cups cut cuts cutter cycle day days deck dog dogs door doors down drive driver drivers drop drops fall falls farm farms fire fires flow flower flowers "
            + "front frame frames game games gate gates glass glasses ground grounds guard guards gun guns hearted heart hole holes horse ice jacket key keys kind lab land lands lash leaf level life lock locks log love mate mates mill mind minded mine month moon name names neck net news nose note notes off pack page pages pad park path pit plan plant plants plate play pot print prints rain ride rider riders riding ring road rock rope run runner runners running sack sand saw school screen screens seat seats seller selling set shed sheet sheets shell shirt shirts shoe shoes shot shots sight sign site sites sleeve smith song songs spot spoon spring stand star stars step steps stick sticks stop street string suit sun tail tank tape taste thing tie toe tone tool tools tooth town trap tree trees truck view wall walls watch watcher wear weed week weight wheel wheels wide wind window windows wing wings wire wood word words world worm worthy wound year years").Split(' '),
    ];

    /// <summary>How the word is said, or null when it is not made of known ones.</summary>
    /// <param name="word">In small letters; may have apostrophes and hyphens.</param>
    /// <param name="other">Says a part that is not known: of a word with a hyphen or an apostrophe.</param>
    public byte[]? Find(string word, Func<string, byte[]> other) =>
        word.Contains('-', StringComparison.Ordinal) ? Hyphenated(word, other) : Contracted(word, other) ?? Formed(word, MostSteps);

    private byte[]? Hyphenated(string word, Func<string, byte[]> other)
    {
        byte[] all = [];
        foreach (var part in word.Split('-', StringSplitOptions.RemoveEmptyEntries)) // a prefix has no primary stress: it leaves that to the next part
        {
            var said = all.Length == 0 && Array.Find(Prefixes, prefix => prefix.Written == part).Said is { } prefix ? prefix : known(part) ?? Find(part, other) ?? other(part);
            all = all.Length == 0 ? said : Compound(all, said);
        }

        return all.Length == 0 ? null : all;
    }

    private byte[]? Contracted(string word, Func<string, byte[]> other)
    {
        foreach (var contraction in Contractions)
        {
            if (!word.EndsWith(contraction, StringComparison.Ordinal) || word.Length == contraction.Length)
                continue;
            var stem = word[..^contraction.Length];
            if (stem.EndsWith("in", StringComparison.Ordinal) && contraction == "'" && known(stem + "g") is { } going)
                return [.. going[..^2], .. Symbols.Of("AH0 N")];
            var said = known(stem) ?? Find(stem, other) ?? other(stem);
            return [.. said, .. Ending.Contraction(contraction, said[^1]) ?? []];
        }

        return word.Length > 1 && word[0] == '\'' ? known(word[1..]) ?? Find(word[1..], other) ?? other(word[1..]) : null;
    }

    private byte[]? Stem(string word, int steps) => word.Length < ShortestStem ? null : known(word) ?? (steps > 0 ? Formed(word, steps - 1) : null);

    private byte[]? Formed(string word, int steps) => Inflected(word, steps) ?? Suffixed(word, steps) ?? Compounded(word) ?? Prefixed(word, steps);

    private byte[]? Inflected(string word, int steps)
    {
        if (word.EndsWith('s') && !word.EndsWith("ss", StringComparison.Ordinal))
        {
            var stem = Stem(word[..^1], steps) ?? (word.EndsWith("ies", StringComparison.Ordinal) ? Stem(word[..^3] + "y", steps) : word.EndsWith("es", StringComparison.Ordinal) ? Stem(word[..^2], steps) : null);
            if (stem is not null)
                return [.. stem, .. Ending.Plural(stem[^1])];
        }

        if (word.EndsWith("ed", StringComparison.Ordinal) && BeforeVowel(word[..^2], steps) is { } past)
            return [.. past, .. Ending.Past(past[^1])];
        return null;
    }

    /// <summary>A stem as it is before an ending that begins with a vowel: hop(e)+ing, hop(p)+ing, (y)i+ed.</summary>
    private byte[]? BeforeVowel(string stem, int steps)
    {
        if (stem.Length < 2)
            return null;
        return Stem(stem + "e", 0)
            ?? (stem[^1] == stem[^2] && stem[^1] is not ('s' or 'l' or 'e' or 'o') ? Stem(stem[..^1], 0) : null)
            ?? (stem[^1] == 'i' ? Stem(stem[..^1] + "y", steps) : null)
            ?? Stem(stem, steps)
            ?? (stem[^1] == stem[^2] ? Stem(stem[..^1], 0) : null);
    }

    private byte[]? Suffixed(string word, int steps)
    {
        foreach (var (written, said) in Suffixes)
        {
            if (!word.EndsWith(written, StringComparison.Ordinal) || word.Length < written.Length + ShortestStem)
                continue;
            var stem = word[..^written.Length];
            var found = Symbols.IsVowel(said[0]) ? BeforeVowel(stem, steps) : Stem(stem, steps) ?? (stem[^1] == 'i' ? Stem(stem[..^1] + "y", steps) : null);
            if (found is not null)
                return written == "ly" && Symbols.Phone(found[^1]) == "L" ? [.. found, .. said[1..]] : [.. found, .. said];
        }

        if (word.EndsWith("ically", StringComparison.Ordinal) && Stem(word[..^4], steps) is { } ic)
            return [.. ic, .. Symbols.Of("L IY0")];
        if (word.EndsWith("bly", StringComparison.Ordinal) && Stem(word[..^1] + "e", steps) is { } able)
            return [.. able[..^2], .. Symbols.Of("L IY0")];
        return null;
    }

    private byte[]? Prefixed(string word, int steps)
    {
        foreach (var (written, said) in Prefixes)
        {
            if (word.Length >= written.Length + 4 && word.StartsWith(written, StringComparison.Ordinal) && Stem(word[written.Length..], steps) is { } stem)
                return [.. said, .. stem];
        }

        return null;
    }

    private byte[]? Compounded(string word)
    {
        for (var cut = word.Length - 3; cut >= 3; cut--)
        {
            if (Heads.Contains(word[cut..]) && known(word[..cut]) is { } first && known(word[cut..]) is { } second)
                return Compound(first, second);
        }

        return null;
    }

    /// <summary>The first part keeps the stress: snowboard.</summary>
    private static byte[] Compound(byte[] first, byte[] second) =>
        [.. first, .. second.Select(symbol => Symbols.Stress(symbol) == 1 && first.Any(other => Symbols.Stress(other) == 1) ? Symbols.WithStress(symbol, 2) : symbol)];
}
