using Timbre.Text.Phonemes;
using Timbre.Text.Scripts;

namespace Timbre.Text;

/// <summary>What would be said of a text, for people and programs that want to see it before they hear it.</summary>
/// <param name="Text">As it was written.</param>
/// <param name="Words">All words in small letters, a space between; a single letter is its name, "ay" that of A.</param>
/// <param name="Sentences">How many there are.</param>
/// <param name="Phones">ARPAbet with the stress of vowels (0 none, 1 primary, 2 secondary), " | " between words.</param>
/// <param name="Issues">What was asked for and will not be done, a sentence each.</param>
public sealed record SpokenForm(string Text, string Words, int Sentences, string Phones, IReadOnlyList<string> Issues)
{
    /// <summary>Of a script.</summary>
    /// <param name="text">That the script was read from.</param>
    /// <param name="script">The script.</param>
    public static SpokenForm Of(string text, Script script)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(script);
        var words = script.Phrases.SelectMany(phrase => phrase.Words);
        return new SpokenForm(
            text, string.Join(' ', words.Select(word => word.Spelling)), CountSentences(script.Phrases),
            string.Join(" | ", words.Select(PhonesOf)), script.Issues);
    }

    /// <summary>Of a text that cannot be read.</summary>
    /// <param name="text">The text.</param>
    /// <param name="why">A sentence.</param>
    public static SpokenForm Nothing(string text, string why) => new(text, "", 0, "", [why]);

    private static int CountSentences(IEnumerable<ScriptPhrase> phrases)
    {
        var (count, isOpen) = (0, false);
        foreach (var phrase in phrases)
        {
            isOpen |= phrase.Words.Count > 0;
            if (!isOpen || !phrase.End.ClosesSentence())
                continue;
            count++;
            isOpen = false;
        }

        return isOpen ? count + 1 : count; // a pause may stand where the last one ends
    }

    private static string PhonesOf(ScriptWord word) =>
        string.Join(' ', word.Syllables.SelectMany(syllable => syllable.Phones.Select(phone => WithStress(phone, syllable.Stress))));

    private static string WithStress(string phone, int stress) =>
        PhoneSymbols.Find(phone) is >= 0 and var symbol && PhoneSymbols.IsVowel((byte)symbol) ? $"{phone}{stress}" : phone;
}
