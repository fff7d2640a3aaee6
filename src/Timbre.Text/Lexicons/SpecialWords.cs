using System.Collections.Frozen;
using Timbre.Text.Phonemes;

namespace Timbre.Text.Lexicons;

/// <summary>
/// Words that are not pronounced by the dictionary's first entry: by the next word, letter names, contractions with their stress.
/// </summary>
internal static class SpecialWords
{
    private static readonly FrozenDictionary<string, byte[]> Pronunciations = new Dictionary<string, string>
    {
        ["b"] = "B IY1",
        ["c"] = "S IY1",
        ["d"] = "D IY1",
        ["e"] = "IY1",
        ["f"] = "EH1 F",
        ["g"] = "JH IY1",
        ["h"] = "EY1 CH",
        ["i"] = "AY1",
        ["j"] = "JH EY1",
        ["k"] = "K EY1",
        ["l"] = "EH1 L",
        ["m"] = "EH1 M",
        ["n"] = "EH1 N",
        ["o"] = "OW1",
        ["p"] = "P IY1",
        ["q"] = "K Y UW1",
        ["r"] = "AA1 R",
        ["s"] = "EH1 S",
        ["t"] = "T IY1",
        ["u"] = "Y UW1",
        ["v"] = "V IY1",
        ["w"] = "D AH1 B AH0 L Y UW0",
        ["x"] = "EH1 K S",
        ["y"] = "W AY1",
        ["z"] = "Z IY1",
        ["'em"] = "AH0 M",
        ["'til"] = "T IH1 L",
        ["'n'"] = "AH0 N",
        ["o'"] = "AH0",
        ["ol'"] = "OW1 L",
        ["of"] = "AH1 V",
        ["résumé"] = "R EH1 Z AH0 M EY2",
        ["résumés"] = "R EH1 Z AH0 M EY2 Z",
        ["resumé"] = "R EH1 Z AH0 M EY2",
        ["exposé"] = "EH2 K S P OW0 Z EY1",
        ["rosé"] = "R OW0 Z EY1",
        ["pâté"] = "P AA0 T EY1",
        ["maté"] = "M AA1 T EY0",
    }.ToFrozenDictionary(pair => pair.Key, pair => PhoneSymbols.Parse(pair.Value));

    private static readonly byte[] A = PhoneSymbols.Parse("AH0");
    private static readonly byte[] AAtPhraseEnd = PhoneSymbols.Parse("EY1");
    private static readonly byte[] The = PhoneSymbols.Parse("DH AH0");
    private static readonly byte[] TheBeforeVowel = PhoneSymbols.Parse("DH IY0");
    private static readonly byte[] To = PhoneSymbols.Parse("T AH0");
    private static readonly byte[] ToBeforeVowel = PhoneSymbols.Parse("T UW0");
    private static readonly byte[] ToAtPhraseEnd = PhoneSymbols.Parse("T UW1");

    /// <summary>The word's symbols, or null when the dictionary shall be asked.</summary>
    /// <param name="word">In small letters.</param>
    /// <param name="beforeVowel">Whether the next word of the phrase begins with a vowel; null at the phrase's end.</param>
    public static byte[]? Find(string word, bool? beforeVowel) => (word, beforeVowel) switch
    {
        ("a", null) => AAtPhraseEnd,
        ("a", _) => A,
        ("the", true) => TheBeforeVowel,
        ("the", _) => The,
        ("to", true) => ToBeforeVowel,
        ("to", null) => ToAtPhraseEnd,
        ("to", _) => To,
        _ => Pronunciations.GetValueOrDefault(word),
    };
}
