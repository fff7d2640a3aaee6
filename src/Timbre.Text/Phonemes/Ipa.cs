using System.Text;
using Timbre.Text.Phonemes.Transcriptions;
using Timbre.Text.Scripts;

namespace Timbre.Text.Phonemes;

/// <summary>The phones of the CMU dictionary in the International Phonetic Alphabet, General American.</summary>
public static class Ipa
{
    /// <summary>Before a syllable with primary stress.</summary>
    public const char PrimaryStress = 'ˈ';

    /// <summary>Before a syllable with secondary stress.</summary>
    public const char SecondaryStress = 'ˌ';

    private static readonly Dictionary<string, string> IpaByPhone = new(StringComparer.Ordinal)
    {
        ["AA"] = "ɑ",
        ["AE"] = "æ",
        ["AH"] = "ʌ",
        ["AO"] = "ɔ",
        ["AW"] = "aʊ",
        ["AY"] = "aɪ",
        ["EH"] = "ɛ",
        ["ER"] = "ɝ",
        ["EY"] = "eɪ",
        ["IH"] = "ɪ",
        ["IY"] = "i",
        ["OW"] = "oʊ",
        ["OY"] = "ɔɪ",
        ["UH"] = "ʊ",
        ["UW"] = "u",
        ["B"] = "b",
        ["CH"] = "tʃ",
        ["D"] = "d",
        ["DH"] = "ð",
        ["F"] = "f",
        ["G"] = "ɡ",
        ["HH"] = "h",
        ["JH"] = "dʒ",
        ["K"] = "k",
        ["L"] = "l",
        ["M"] = "m",
        ["N"] = "n",
        ["NG"] = "ŋ",
        ["P"] = "p",
        ["R"] = "ɹ",
        ["S"] = "s",
        ["SH"] = "ʃ",
        ["T"] = "t",
        ["TH"] = "θ",
        ["V"] = "v",
        ["W"] = "w",
        ["Y"] = "j",
        ["Z"] = "z",
        ["ZH"] = "ʒ",
    };

    /// <summary>One phone; with its stress mark where it is the first of its syllable.</summary>
    /// <param name="phone">Its name in the CMU dictionary, in capitals without digit.</param>
    /// <param name="stress">Of its syllable where the phone is its first: 0, 1 or 2. -1 elsewhere: AH and ER are then taken as unstressed,
    /// so say the stress of a vowel by <see cref="Of(string, int, int)"/>.</param>
    public static string Of(string phone, int stress) => Of(phone, stress, stress);

    /// <summary>One phone of a syllable.</summary>
    /// <param name="phone">Its name in the CMU dictionary, in capitals without digit.</param>
    /// <param name="stress">Of its syllable where the phone is its first, -1 elsewhere: which mark stands before it.</param>
    /// <param name="vowelStress">Of its syllable, wherever it stands: AH is ʌ when stressed and ə when not, ER ɝ and ɚ.</param>
    public static string Of(string phone, int stress, int vowelStress)
    {
        var symbol = (phone, vowelStress <= 0) switch
        {
            ("AH", true) => "ə",
            ("ER", true) => "ɚ",
            _ =>
                IpaByPhone.TryGetValue(phone, out var known)
                    ? known
                    : throw new ArgumentException($"'{phone}' is no phone of the CMU dictionary.", nameof(phone)),
        };
        return stress switch { 1 => PrimaryStress + symbol, 2 => SecondaryStress + symbol, _ => symbol };
    }

    /// <summary>A word: a stress mark before each syllable that has one, a full stop before each other but the first.</summary>
    /// <remarks><see cref="TranscriptionParser.Parse"/> reads it back to the same syllables.</remarks>
    public static string Of(IReadOnlyList<Syllable> syllables)
    {
        ArgumentNullException.ThrowIfNull(syllables);
        var text = new StringBuilder();
        foreach (var syllable in syllables)
        {
            if (text.Length > 0 && syllable.Stress == 0)
                text.Append('.');
            for (var i = 0; i < syllable.Phones.Count; i++)
                text.Append(Of(syllable.Phones[i], i == 0 ? syllable.Stress : -1, syllable.Stress));
        }

        return text.ToString();
    }
}
