namespace Timbre.Models.Text.Lexicons.Forming;

/// <summary>What is hung on a word, and how that is said behind the word's last phone.</summary>
internal static class Ending
{
    private static readonly byte[] Z = Symbols.Of("Z"), S = Symbols.Of("S"), Ez = Symbols.Of("AH0 Z"), T = Symbols.Of("T"), D = Symbols.Of("D"), Ed = Symbols.Of("AH0 D");

    private static readonly HashSet<string> Hissing = ["S", "Z", "SH", "ZH", "CH", "JH"];
    private static readonly HashSet<string> Voiceless = ["P", "T", "K", "F", "TH"];

    /// <summary>Plural, possessive or third person: cats, dogs, horses.</summary>
    public static byte[] Plural(byte last) => Symbols.Phone(last) is var phone && Hissing.Contains(phone) ? Ez : Voiceless.Contains(phone) ? S : Z;

    /// <summary>Past: walked, played, wanted.</summary>
    public static byte[] Past(byte last) => Symbols.Phone(last) is var phone && phone is "T" or "D" ? Ed : Voiceless.Contains(phone) || Hissing.Contains(phone) && phone is "S" or "SH" or "CH" ? T : D;

    /// <summary>The contractions: behind a vowel they are a consonant, behind a consonant a syllable.</summary>
    public static byte[]? Contraction(string written, byte last) => (written, Symbols.IsVowel(last)) switch
    {
        ("'s", _) => Plural(last),
        ("'", _) => [],
        ("'ll", true) => Symbols.Of("L"),
        ("'ll", false) => Symbols.Of("AH0 L"),
        ("'ve", true) => Symbols.Of("V"),
        ("'ve", false) => Symbols.Of("AH0 V"),
        ("'d", _) => Symbols.Phone(last) is "T" or "D" ? Ed : D,
        ("'re", _) => Symbols.Of("ER0"),
        ("n't", _) => Symbols.Of("AH0 N T"),
        _ => null,
    };
}
