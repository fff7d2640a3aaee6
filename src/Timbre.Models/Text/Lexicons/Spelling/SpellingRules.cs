namespace Timbre.Models.Text.Lexicons.Spelling;

/// <summary>Letters to phones, the longest group first.</summary>
internal static class SpellingRules
{
    private static readonly (string Letters, byte[] Symbols)[] Rules =
    [
        .. new (string Letters, string Phones)[]
        {
            ("tion", "SH AH N"), ("sion", "ZH AH N"), ("igh", "AY"), ("tch", "CH"), ("dge", "JH"), ("ough", "AO"), ("augh", "AO"), ("eigh", "EY"),
            ("sch", "SH"), ("ch", "CH"), ("sh", "SH"), ("th", "TH"), ("ph", "F"), ("wh", "W"), ("ck", "K"), ("ng", "NG"), ("qu", "K W"), ("gh", "G"), ("kn", "N"), ("wr", "R"),
            ("ee", "IY"), ("ea", "IY"), ("oo", "UW"), ("ou", "AW"), ("ow", "OW"), ("oa", "OW"), ("oi", "OY"), ("oy", "OY"), ("ai", "EY"), ("ay", "EY"), ("au", "AO"), ("aw", "AO"), ("ie", "IY"), ("ei", "EY"), ("ew", "UW"), ("ey", "IY"),
            ("ar", "AA R"), ("er", "ER"), ("ir", "ER"), ("ur", "ER"), ("or", "AO R"),
            ("bb", "B"), ("dd", "D"), ("ff", "F"), ("gg", "G"), ("ll", "L"), ("mm", "M"), ("nn", "N"), ("pp", "P"), ("rr", "R"), ("ss", "S"), ("tt", "T"), ("zz", "Z"), ("cc", "K"),
            ("ce", "S"), ("ci", "S IH"), ("cy", "S IY"),
            ("a", "AE"), ("b", "B"), ("c", "K"), ("d", "D"), ("e", "EH"), ("f", "F"), ("g", "G"), ("h", "HH"), ("i", "IH"), ("j", "JH"), ("k", "K"), ("l", "L"), ("m", "M"),
            ("n", "N"), ("o", "AA"), ("p", "P"), ("q", "K"), ("r", "R"), ("s", "S"), ("t", "T"), ("u", "AH"), ("v", "V"), ("w", "W"), ("x", "K S"), ("y", "IY"), ("z", "Z"),
        }.Select(rule => (rule.Letters, Lexicons.Symbols.Of(rule.Phones))).OrderByDescending(rule => rule.Letters.Length),
    ];

    /// <summary>The symbols of a word of letters; their vowels have no stress.</summary>
    public static byte[] Say(string word)
    {
        var symbols = new List<byte>();
        for (var at = 0; at < word.Length;)
        {
            var rest = word.AsSpan(at);
            var taken = 1;
            foreach (var (letters, said) in Rules)
            {
                if (!rest.StartsWith(letters, StringComparison.Ordinal))
                    continue;
                if (!(letters == "e" && rest.Length == 1 && at > 1)) // silent at the end
                    symbols.AddRange(said);
                taken = letters.Length;
                break;
            }

            at += taken;
        }

        return [.. symbols];
    }
}
