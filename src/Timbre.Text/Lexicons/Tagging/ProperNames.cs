using Timbre.Text.Phonemes;
using Timbre.Text.WordLists;

namespace Timbre.Text.Lexicons.Tagging;

/// <summary>Homographs that a capital tells apart: the Polish table, in Nice, in Reading, the book of Job.</summary>
internal static class ProperNames
{
    private static readonly WordList Lists = WordList.Load("proper-names.txt");
    private static readonly Dictionary<string, byte[]> Names = Load("names");
    private static readonly Dictionary<string, byte[]> Places = Load("places");
    private static readonly Dictionary<string, byte[]> BeforeWord = Load("before a word");
    private static readonly HashSet<string> BeforePlaces = [.. Lists.WordsOf("before places")];

    /// <summary>The phones of the name; null where the word is not one of these, or is no name there.</summary>
    /// <param name="phrase">The words.</param>
    /// <param name="at">The index of a word that is written with a capital although its sentence does not begin with it.</param>
    public static byte[]? Find(TaggedPhrase phrase, int at) =>
        phrase[at - 1] == "to" && phrase[at] == "polish" ? null // a verb in a heading
        : Names.TryGetValue(phrase[at], out var name) ? name
        : BeforePlaces.Contains(phrase[at - 1]) && Places.TryGetValue(phrase[at], out var place) ? place
        : BeforeWord.GetValueOrDefault($"{phrase[at]} {phrase[at + 1]}");

    private static Dictionary<string, byte[]> Load(string section) =>
        Lists.PairsOf(section).ToDictionary(pair => pair.Key, pair => PhoneSymbols.Parse(pair.Value));
}
