using Timbre.Models.Programs;
using Timbre.Models.Text.Lexicons.Dictionaries;
using Timbre.Models.Text.Lexicons.Spelling;
using Timbre.Models.Text.Lexicons.Tagging;
using Timbre.Models.Text.Scripts;

namespace Timbre.Models.Text.Lexicons;

/// <summary>How English words are said, General American: the CMU dictionary, and rules and a model for the words that it has not got.</summary>
/// <remarks>Nothing is loaded before the first word is read; all instances share what is loaded, and any number of threads may read.</remarks>
public sealed class Lexicon
{
    private static readonly Lazy<PronunciationTable> Shared = new(Load);

    private readonly Lazy<PronunciationTable> _table = Shared;

    /// <summary>How each word of a phrase is said, where it stands.</summary>
    /// <param name="words">In order, in small letters with apostrophes; each has at least one letter. Letters with accents lose them; any other character is passed over.</param>
    /// <param name="own">Words, in small letters, that are to be said differently.</param>
    /// <exception cref="MissingProgramException">A dictionary is not installed.</exception>
    public IReadOnlyList<WordReading> Read(IReadOnlyList<string> words, IReadOnlyDictionary<string, IReadOnlyList<Syllable>> own)
    {
        ArgumentNullException.ThrowIfNull(words);
        ArgumentNullException.ThrowIfNull(own);
        var readings = new WordReading[words.Count];
        for (var i = words.Count - 1; i >= 0; i--)
        {
            var word = Letters.Plain(words[i]);
            var syllables = own.TryGetValue(words[i], out var said) ? said : Say(word, i + 1 < words.Count ? readings[i + 1].Syllables : null);
            readings[i] = new WordReading(FunctionWords.ClassOf(word), syllables);
        }

        return readings;
    }

    private IReadOnlyList<Syllable> Say(string word, IReadOnlyList<Syllable>? next) =>
        SpecialWords.Find(word, BeginsWithVowel(next)) is { } special ? Syllabifier.Split(special) : Syllabifier.Split(Pronounce(word));

    private byte[] Pronounce(string word)
    {
        var found = _table.Value.Find(word);
        if (found.Count > 0)
            return StressMarks.Settle(found[0].Symbols);
        return StressMarks.Settle(SpellingRules.Say(word));
    }

    private static bool? BeginsWithVowel(IReadOnlyList<Syllable>? next) =>
        next is null ? null : next.Count > 0 && Symbols.IsVowel((byte)Symbols.Find(next[0].Phones[0]));

    private static PronunciationTable Load()
    {
        var table = new PronunciationTable();
        FestivalDictionary.AddTo(table);
        SphinxDictionary.AddTo(table);
        return table;
    }
}
