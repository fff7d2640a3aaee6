using Timbre.Text.WordLists;

namespace Timbre.Text.Normalising.Words;

/// <summary>Verbalises acronyms and other words in capitals: as a word, letter by letter, or by a form of its own.</summary>
internal static class Acronyms
{
    private static readonly WordList Lists = WordList.Load("acronyms.txt");
    private static readonly Dictionary<string, string> SpokenForms =
        Lists.PairsOf("spoken forms").ToDictionary(pair => pair.Key, pair => pair.Value);
    private static readonly HashSet<string> PronouncedAsWords = [.. Lists.WordsOf("pronounced as words")];
    private static readonly HashSet<string> SpelledOut = [.. Lists.WordsOf("spelled out")];
    private static readonly HashSet<string> Names = [.. Lists.WordsOf("names")];
    private static readonly HashSet<string> Formulas = [.. Lists.WordsOf("chemical formulas")];
    private static readonly HashSet<string> OrdinaryWords = [.. Lists.WordsOf("ordinary words")];

    /// <summary>The spoken form of a word in capitals, in lower-case words separated by spaces.</summary>
    /// <param name="letters">Two or more capitals.</param>
    /// <param name="isAllCaps">Whether everything around it is in capitals too.</param>
    public static string Read(string letters, bool isAllCaps) =>
        SpokenForms.TryGetValue(letters, out var spoken) ? spoken
        : PronouncedAsWords.Contains(letters) ? letters.ToLowerInvariant()
        : OrdinaryWords.Contains(letters) || (isAllCaps && IsName(letters)) ? letters.ToLowerInvariant()
        : SpelledOut.Contains(letters)
            && !(isAllCaps && letters is "US" or "IT" or "AM" or "IM" or "WHO" or "ID") ? LetterNames.Spell(letters)
        : letters.Length >= (isAllCaps ? 2 : 4) && Phonotactics.IsPronounceable(letters) ? letters.ToLowerInvariant()
        : LetterNames.Spell(letters);

    /// <summary>A first name in capitals.</summary>
    public static bool IsName(string letters) => Names.Contains(letters);

    /// <summary>NaCl.</summary>
    public static bool IsFormula(string letters) => Formulas.Contains(letters);

    /// <summary>The spoken form of a known acronym written in lower case, as in a file's name; null for others.</summary>
    public static string? ReadLowercase(string letters) =>
        letters.ToUpperInvariant() is var capitals && SpokenForms.TryGetValue(capitals, out var spoken)
            ? spoken
            : SpelledOut.Contains(capitals) && letters.Length > 2 ? LetterNames.Spell(capitals) : null;
}
