using Timbre.Text.Phonemes;

namespace Timbre.Text.Lexicons.Morphology;

/// <summary>Pronunciations of inflectional endings and contractions, chosen by the last phone of the stem.</summary>
internal static class Inflection
{
    private static readonly byte[] Z = PhoneSymbols.Parse("Z");
    private static readonly byte[] S = PhoneSymbols.Parse("S");
    private static readonly byte[] Iz = PhoneSymbols.Parse("IH0 Z");
    private static readonly byte[] T = PhoneSymbols.Parse("T");
    private static readonly byte[] D = PhoneSymbols.Parse("D");
    private static readonly byte[] Id = PhoneSymbols.Parse("IH0 D");

    /// <summary>Plural, possessive or third person: cats, dogs, horses.</summary>
    public static byte[] Plural(byte last) =>
        PhoneSymbols.Phone(last) is var phone && ConsonantClasses.IsSibilant(phone) ? Iz
        : ConsonantClasses.IsVoicelessNonSibilant(phone) ? S
        : Z;

    /// <summary>Past: walked, played, wanted.</summary>
    public static byte[] Past(byte last) =>
        PhoneSymbols.Phone(last) is var phone && phone is "T" or "D"
            ? Id
            : ConsonantClasses.IsVoicelessNonSibilant(phone) || phone is "S" or "SH" or "CH" ? T : D;

    /// <summary>The contractions: behind a vowel they are a consonant, behind a consonant a syllable.</summary>
    public static byte[]? Contraction(string written, byte last) => (written, PhoneSymbols.IsVowel(last)) switch
    {
        ("'s", _) => Plural(last),
        ("'", _) => [],
        ("'ll", true) => PhoneSymbols.Parse("L"),
        ("'ll", false) => PhoneSymbols.Parse("AH0 L"),
        ("'ve", true) => PhoneSymbols.Parse("V"),
        ("'ve", false) => PhoneSymbols.Parse("AH0 V"),
        ("'d", _) => PhoneSymbols.Phone(last) is "T" or "D" ? Id : D,
        ("'re", _) => PhoneSymbols.Parse("ER0"),
        ("n't", _) => PhoneSymbols.Parse("AH0 N T"),
        _ => null,
    };
}
