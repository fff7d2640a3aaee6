using Timbre.Text.Phonemes;

namespace Timbre.Text.Lexicons.Morphology;

/// <summary>What is hung on a word, and how that is said behind the word's last phone.</summary>
internal static class Inflection
{
    private static readonly byte[] Z = PhoneSymbols.Parse("Z"), S = PhoneSymbols.Parse("S"), SchwaZ = PhoneSymbols.Parse("AH0 Z"), T = PhoneSymbols.Parse("T"), D = PhoneSymbols.Parse("D"), SchwaD = PhoneSymbols.Parse("AH0 D");

    private static readonly HashSet<string> Sibilants = ["S", "Z", "SH", "ZH", "CH", "JH"];
    private static readonly HashSet<string> Voiceless = ["P", "T", "K", "F", "TH"];

    /// <summary>Plural, possessive or third person: cats, dogs, horses.</summary>
    public static byte[] Plural(byte last) =>
        PhoneSymbols.Phone(last) is var phone && Sibilants.Contains(phone) ? SchwaZ : Voiceless.Contains(phone) ? S : Z;

    /// <summary>Past: walked, played, wanted.</summary>
    public static byte[] Past(byte last) =>
        PhoneSymbols.Phone(last) is var phone && phone is "T" or "D"
            ? SchwaD
            : Voiceless.Contains(phone) || Sibilants.Contains(phone) && phone is "S" or "SH" or "CH" ? T : D;

    /// <summary>The contractions: behind a vowel they are a consonant, behind a consonant a syllable.</summary>
    public static byte[]? Contraction(string written, byte last) => (written, PhoneSymbols.IsVowel(last)) switch
    {
        ("'s", _) => Plural(last),
        ("'", _) => [],
        ("'ll", true) => PhoneSymbols.Parse("L"),
        ("'ll", false) => PhoneSymbols.Parse("AH0 L"),
        ("'ve", true) => PhoneSymbols.Parse("V"),
        ("'ve", false) => PhoneSymbols.Parse("AH0 V"),
        ("'d", _) => PhoneSymbols.Phone(last) is "T" or "D" ? SchwaD : D,
        ("'re", _) => PhoneSymbols.Parse("ER0"),
        ("n't", _) => PhoneSymbols.Parse("AH0 N T"),
        _ => null,
    };
}
