namespace Timbre.Text.Normalising.Words;

/// <summary>Phonotactic check: letters could be an English word when its onset and coda are clusters that English has.</summary>
internal static class Phonotactics
{
    private static readonly HashSet<string> Onsets =
    [
        "bl", "br", "ch", "chr", "cl", "cr", "dr", "dw", "fl", "fr", "gh", "gl", "gn", "gr", "kl", "kn", "kr", "ph", "pl", "pr", "qu", "rh",
        "sc", "sch", "scr", "sh", "shr",
        "sk", "sl", "sm", "sn", "sp", "spl", "spr", "squ", "st", "str", "sw", "th", "thr", "tr", "tw", "wh", "wr",
    ];

    private static readonly HashSet<string> Codas =
    [
        "ch", "ck", "cks", "ct", "cts", "dd", "dge", "ds", "ff", "ft", "fts", "gh", "ght", "ghts", "gs", "ks", "ld", "lds", "lf", "lk",
        "ll", "lls", "lm", "lp", "lps", "ls", "lt", "lth",
        "lve", "mb", "mn", "mp", "mps", "ms", "nce", "nch", "nd", "nds", "ng", "ngs", "ngth", "nk", "nks", "nn", "ns", "nt", "nth", "nts",
        "ph", "ps", "pt", "rb", "rch", "rd", "rds",
        "rf", "rg", "rk", "rks", "rl", "rld", "rm", "rms", "rn", "rns", "rp", "rs", "rst", "rt", "rth", "rts", "rve", "sh", "sk", "sm",
        "sp", "ss", "st", "sts", "tch", "th", "ths", "ts", "tt",
        "wd", "wl", "wn", "ws", "wth", "xt", "zz",
    ];

    public static bool IsPronounceable(string letters)
    {
        var small = letters.ToLowerInvariant();
        var first = Array.FindIndex(small.ToCharArray(), LetterNames.IsVowel);
        var last = Array.FindLastIndex(small.ToCharArray(), LetterNames.IsVowel);
        if (first < 0 || (first > 1 && !Onsets.Contains(small[..first]))
            || (small.Length - last - 1 > 1 && !Codas.Contains(small[(last + 1)..])))
            return false;

        int consonants = 0, vowels = 0;
        foreach (var c in small)
        {
            var isVowel = LetterNames.IsVowel(c);
            (consonants, vowels) = isVowel ? (0, vowels + 1) : (consonants + 1, 0);
            if (consonants > 4 || vowels > 2)
                return false;
        }

        return true;
    }
}
