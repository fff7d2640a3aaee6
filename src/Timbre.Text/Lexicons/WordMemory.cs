using Timbre.Text.Lexicons.Tagging;
using Timbre.Text.Phonemes;
using Timbre.Text.Scripts;

namespace Timbre.Text.Lexicons;

/// <summary>The words that one text has had so far: equal words are looked up once. Of one thread.</summary>
/// <param name="budget">Of the text.</param>
internal sealed class WordMemory(ReadingBudget budget)
{
    private readonly Dictionary<string, Homograph> _found = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _listed = new(StringComparer.Ordinal); // phones
    private readonly Dictionary<byte[], IReadOnlyList<Syllable>> _syllables = []; // by reference

    /// <summary>How many different words were looked up.</summary>
    public int Lookups => _found.Count;

    /// <summary>The readings of a word, at least one.</summary>
    public Homograph Find(string word, PronunciationLookup lookup) =>
        _found.TryGetValue(word, out var known) ? known : _found[word] = lookup.Find(word, budget);

    /// <summary>How many phones the shortest listed reading of a word has; 0 where it is not listed.</summary>
    public int CountListedPhones(string word, PronunciationLookup lookup) =>
        _listed.TryGetValue(word, out var known) ? known : _listed[word] = lookup.CountListedPhones(word);

    /// <summary>Phones cut into syllables.</summary>
    /// <param name="symbols">Of a reading that was found before, or a constant.</param>
    public IReadOnlyList<Syllable> Syllables(byte[] symbols) =>
        _syllables.TryGetValue(symbols, out var known) ? known : _syllables[symbols] = Syllabifier.Split(symbols);

    /// <summary>Counts a word that was pronounced.</summary>
    /// <exception cref="TextTooLongException">The text has more phones than it may have.</exception>
    public void Count(IReadOnlyList<Syllable> word)
    {
        var phones = 0;
        foreach (var syllable in word)
            phones += syllable.Phones.Count;
        budget.AddPhones(phones);
    }
}
