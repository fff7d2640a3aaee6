using System.Text;
using Timbre.Models.Alignment;
using Timbre.Text.Lexicons.Dictionaries;

namespace Timbre.Training.LetterToSound;

/// <summary>A word and all the ways in which the dictionary says it.</summary>
internal sealed record Lexeme(string Word, IReadOnlyList<byte[]> Readings);

/// <summary>What is drawn together for the held-out tenth.</summary>
internal enum SplitBy
{
    /// <summary>Each word for itself, as the literature does.</summary>
    Word,

    /// <summary>A word with its inflections: what is held out has no sister in the training material.</summary>
    Stem,
}

/// <summary>The dictionary's words of letters only, split by a hash of the word: the same tenth on every machine.</summary>
internal static class Lexemes
{
    private static readonly string[] Endings = [
        "ingly", "edly", "ness", "less", "ful", "ings", "ing", "ers", "er", "est", "ed", "es", "ly", "s", "d", "e", "y"
    ];

    /// <summary>All words, in the order of the dictionary.</summary>
    public static IReadOnlyList<Lexeme> Read()
    {
        var table = new PronunciationTable();
        FestivalDictionary.LoadInto(table, InstalledLexicon.FestivalDictionary);
        return [.. from entry in table.All()
                   where entry.Word.All(char.IsAsciiLetterLower)
                   group entry.Entry.Symbols by entry.Word into word
                   select new Lexeme(word.Key, [.. word.DistinctBy(Convert.ToHexString)])];
    }

    /// <summary>Both dictionaries without the words that are held out.</summary>
    public static PronunciationTable TableWithoutHeldOut(IReadOnlyList<Lexeme> older)
    {
        var table = new PronunciationTable();
        foreach (var (word, reading) in older.SelectMany(lexeme => lexeme.Readings.Select(reading => (lexeme.Word, reading))))
        {
            if (!IsHeldOut(word, SplitBy.Word))
                table.Add(Encoding.ASCII.GetBytes(word), PartOfSpeech.Any, reading);
        }

        var newer = new PronunciationTable();
        CmuDictionary.LoadInto(newer, PocketSphinx.Dictionary);
        foreach (var (word, entry) in newer.All())
        {
            if (!table.Contains(word) && !(word.All(char.IsAsciiLetterLower) && IsHeldOut(word, SplitBy.Word)))
                table.Add(Encoding.ASCII.GetBytes(word), entry.Part, entry.Symbols);
        }

        return table;
    }

    /// <summary>Whether the word is of the held-out tenth.</summary>
    public static bool IsHeldOut(string word, SplitBy by) => Hash(by == SplitBy.Word ? word : Stem(word)) % 10 == 7;

    /// <summary>The word without its last endings: rough, for it only has to bring sisters together.</summary>
    internal static string Stem(string word)
    {
        for (var i = 0; i < 2; i++)
        {
            if (Array.Find(
                Endings, ending => word.Length >= ending.Length + 3 && word.EndsWith(ending, StringComparison.Ordinal)) is { } ending)
                word = word[..^ending.Length];
        }

        return word.Length > 3 && word[^1] == word[^2] ? word[..^1] : word;
    }

    private static uint Hash(string word)
    {
        var hash = 2166136261u; // FNV-1a, and a last stir because its low digits are poor
        foreach (var letter in word)
            hash = (hash ^ letter) * 16777619u;
        hash ^= hash >> 16;
        hash *= 0x85ebca6b;
        return hash ^ (hash >> 13);
    }
}
