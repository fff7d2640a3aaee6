using Timbre.Text.Scripts;
using Timbre.Text.WordLists;

namespace Timbre.Text.Lexicons.Tagging;

/// <summary>Word classes of the English function words, with the classes that Festival's and flite's voices were trained with.</summary>
internal static class FunctionWords
{
    private static readonly Dictionary<string, WordClass> ClassByWord = Load();

    /// <summary>The usual class of the word; <see cref="WordClass.Content"/> for all that are no function words.</summary>
    public static WordClass ClassOf(string word) => ClassByWord.GetValueOrDefault(word, WordClass.Content);

    private static Dictionary<string, WordClass> Load()
    {
        var table = new Dictionary<string, WordClass>(StringComparer.Ordinal);
        foreach (var (section, word) in WordList.Load("function-words.txt").Words)
            table.TryAdd(word, Enum.Parse<WordClass>(section));
        return table;
    }
}
