using Timbre.Text.Lexicons.Dictionaries;
using Timbre.Text.Lexicons.LetterToSound;
using Timbre.Text.Lexicons.Morphology;
using Timbre.Text.Lexicons.Tagging;
using Timbre.Text.Phonemes;
using Timbre.Text.Scripts;

namespace Timbre.Text.Lexicons;

/// <summary>
/// All that is known of single words: in this order the tables of homographs and of newer words, the dictionaries, words made of known
/// ones, the model.
/// </summary>
internal sealed class PronunciationLookup
{
    private const int MaxWordLength = 48; // letters; pneumonoultramicroscopicsilicovolcanoconiosis has 45

    /// <summary>
    /// How much less likely than the likeliest, by letter to sound, a reading may be that is made of known words: natural logarithms.
    /// Chosen on words that were held out of the dictionary (training/lts).
    /// </summary>
    private const float MaxLossOfInflections = 6, MaxLossOfDerivations = 1;

    private static readonly byte[] Schwa = PhoneSymbols.Parse("AH0");

    private readonly PronunciationTable _table;
    private readonly GraphoneDecoder _letterToSound;
    private readonly Derivation _derivation;

    /// <summary>A lookup in these dictionaries and by this model.</summary>
    public PronunciationLookup(PronunciationTable table, GraphoneDecoder model)
    {
        (_table, _letterToSound) = (table, model);
        _derivation = new Derivation(FindListed);
    }

    /// <summary>Reads the dictionaries and the model, which a network of letters may help.</summary>
    public static PronunciationLookup Load(DictionaryFiles files, ILetterNetwork? network = null)
    {
        var table = new PronunciationTable();
        FestivalDictionary.LoadInto(table, files.Festival);
        CmuDictionary.LoadInto(table, files.Cmu);
        return new PronunciationLookup(table, GraphoneDecoder.Load(network));
    }

    /// <summary>The readings of a word, at least one.</summary>
    /// <param name="word">In small letters.</param>
    /// <param name="budget">Of the text that it stands in.</param>
    public Homograph Find(string word, ReadingBudget budget)
    {
        if (HomographTable.ByWord.TryGetValue(word, out var homograph))
            return homograph;
        if (SupplementaryWords.Find(word) is { } newer)
            return new Homograph([new Homograph.Reading(PartOfSpeech.Any, newer, 0)], []);
        if (word.Length > MaxWordLength)
            return new Homograph([new Homograph.Reading(PartOfSpeech.Any, GuessInChunks(word, budget), 0)], []);
        var entries = _table.Find(word);
        // Entries without a part of speech are names that several people say differently: the first is as good as the next.
        if (entries.Count > 1 && entries.All(entry => entry.Part != PartOfSpeech.Any))
            return new Homograph([.. entries.Select(entry => CreateReading(word, entry))], []);
        return new Homograph(
            [new Homograph.Reading(
                PartOfSpeech.Any,
                entries.Count > 0
                    ? WithPrimaryStress(word, entries[0])
                    : Guess(word, budget),
                0)],
            []);
    }

    /// <summary>How many phones the shortest listed reading of a word has; 0 where it is not listed.</summary>
    public int CountListedPhones(string word) =>
        HomographTable.ByWord.TryGetValue(word, out var homograph) ? homograph.Readings.Min(reading => reading.Symbols.Length)
        : SupplementaryWords.Find(word) is { } newer ? newer.Length
        : _table.Find(word) is { Count: > 0 } entries ? entries.Min(entry => entry.Symbols.Length)
        : 0;

    private Homograph.Reading CreateReading(string word, DictionaryEntry entry) =>
        new(entry.Part, AssignStress(word, entry), entry.Part == PartOfSpeech.Noun ? 0.5 : 0);

    /// <summary>The first reading of a word that needs no rules, or null.</summary>
    private byte[]? FindListed(string word)
    {
        if (word.Length == 1)
            return SpecialWords.Find(word, beforeVowel: null); // the name of a letter
        if (HomographTable.ByWord.TryGetValue(word, out var homograph))
            return homograph.Readings[0].Symbols;
        if (SupplementaryWords.Find(word) is { } newer)
            return newer;
        return _table.FindFirst(word) is { } entry ? WithPrimaryStress(word, entry) : null;
    }

    /// <summary>The dictionary's phones with a primary stress; the model finds it where the dictionary has none.</summary>
    private byte[] WithPrimaryStress(string word, DictionaryEntry entry) =>
        AssignStress(
            word,
            entry.Symbols.Any(symbol => PhoneSymbols.Stress(symbol) > 0)
                ? entry
                : entry with { Symbols = _letterToSound.Decode(word, entry.Symbols) ?? entry.Symbols });

    /// <summary>
    /// The phones of a word that no dictionary has: made of words that one has, unless letter to sound finds that unlikely; cover is not
    /// co and ver, but the plural of a known word is hardly ever anything else.
    /// </summary>
    private byte[] Guess(string word, ReadingBudget budget)
    {
        if (_derivation.Find(word, part => GuessFromLetters(part, budget)) is not { } derived)
            return GuessFromLetters(word, budget);
        if (!_letterToSound.HasNetwork || !word.All(char.IsAsciiLetterLower) || !budget.GuessesCarefully(word.Length))
            return derived;
        var rescored = _letterToSound.Rescore(word, derived, _derivation.IsInflected(word) ? MaxLossOfInflections : MaxLossOfDerivations);
        return ReferenceEquals(rescored, derived) ? derived : AssignStress(word, new DictionaryEntry(PartOfSpeech.Any, rescored));
    }

    /// <summary>No word is that long: its pieces are, and the work for each stays small.</summary>
    private byte[] GuessInChunks(string word, ReadingBudget budget) =>
        AssignStress(
            word,
            new DictionaryEntry(
                PartOfSpeech.Any,
                [.. word.Chunk(MaxWordLength)
                    .SelectMany(chunk => GuessFromLetters(new string(chunk).Replace("-", "", StringComparison.Ordinal), budget))]));

    /// <summary>The letter-to-sound pronunciation; a schwa where there is no letter.</summary>
    private byte[] GuessFromLetters(string word, ReadingBudget budget)
    {
        var symbols = _letterToSound.Decode(word, isNarrow: !budget.GuessesCarefully(word.Length));
        return AssignStress(word, new DictionaryEntry(PartOfSpeech.Any, symbols is { Length: > 0 } ? symbols : Schwa));
    }

    private byte[] AssignStress(string word, DictionaryEntry entry) => StressAssignment.Assign(word, entry.Symbols, IsKnown, entry.Part);

    private bool IsKnown(string word) => _table.Contains(word);
}
