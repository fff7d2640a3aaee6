using Timbre.Models.Text.Lexicons.Dictionaries;
using Timbre.Models.Text.Lexicons.Forming;
using Timbre.Models.Text.Lexicons.Spelling;
using Timbre.Models.Text.Lexicons.Tagging;

namespace Timbre.Models.Text.Lexicons;

/// <summary>All that is known of single words: in this order the tables of homographs and of newer words, the dictionaries, words made of known ones, the model.</summary>
internal sealed class WordBook
{
    private const int Longest = 48; // letters; pneumonoultramicroscopicsilicovolcanoconiosis has 45

    private readonly PronunciationTable _table;
    private readonly LetterToSound _model;
    private readonly Derivation _derivation;

    private WordBook(PronunciationTable table, LetterToSound model)
    {
        (_table, _model) = (table, model);
        _derivation = new Derivation(Listed);
    }

    /// <summary>Reads the dictionaries and the model.</summary>
    public static WordBook Load()
    {
        var table = new PronunciationTable();
        FestivalDictionary.AddTo(table);
        SphinxDictionary.AddTo(table);
        return new WordBook(table, LetterToSound.Load());
    }

    /// <summary>The readings of a word, at least one.</summary>
    public Homograph Find(string word)
    {
        if (HomographTable.Words.TryGetValue(word, out var homograph))
            return homograph;
        if (NewerWords.Find(word) is { } newer)
            return new Homograph([new Homograph.Reading(Part.Any, newer, 0)], []);
        if (word.Length > Longest)
            return new Homograph([new Homograph.Reading(Part.Any, SpellInPieces(word), 0)], []);
        var entries = _table.Find(word);
        // Entries without a part of speech are names that several people say differently: the first is as good as the next.
        if (entries.Count > 1 && entries.All(entry => entry.Part != Part.Any))
            return new Homograph([.. entries.Select(entry => Reading(word, entry))], []);
        return new Homograph([new Homograph.Reading(Part.Any, entries.Count > 0 ? Stressed(word, entries[0]) : _derivation.Find(word, Spell) ?? Spell(word), 0)], []);
    }

    private Homograph.Reading Reading(string word, Entry entry) => new(entry.Part, Settle(word, entry), entry.Part == Part.Noun ? 0.5 : 0);

    /// <summary>The first reading of a word that needs no rules, or null.</summary>
    private byte[]? Listed(string word)
    {
        if (word.Length == 1)
            return SpecialWords.Find(word, beforeVowel: null); // the name of a letter
        if (HomographTable.Words.TryGetValue(word, out var homograph))
            return homograph.Readings[0].Symbols;
        if (NewerWords.Find(word) is { } newer)
            return newer;
        var entries = _table.Find(word);
        return entries.Count == 0 ? null : Stressed(word, entries[0]);
    }

    /// <summary>The dictionary's phones with a primary stress; the model finds it where the dictionary has none.</summary>
    private byte[] Stressed(string word, Entry entry) =>
        Settle(word, entry.Symbols.Any(symbol => Symbols.Stress(symbol) > 0) ? entry : entry with { Symbols = _model.Say(word, entry.Symbols) ?? entry.Symbols });

    /// <summary>No word is that long: its pieces are, and the work for each stays small.</summary>
    private byte[] SpellInPieces(string word) =>
        Settle(word, new Entry(Part.Any, [.. word.Chunk(Longest).SelectMany(piece => Spell(new string(piece).Replace("-", "", StringComparison.Ordinal)))]));

    /// <summary>What the letters suggest; a schwa where there is no letter.</summary>
    private byte[] Spell(string word) => Settle(word, new Entry(Part.Any, _model.Say(word) is { Length: > 0 } said ? said : Symbols.Of("AH0")));

    private byte[] Settle(string word, Entry entry) => StressMarks.Settle(word, entry.Symbols, IsKnown, entry.Part);

    private bool IsKnown(string word) => _table.Find(word).Count > 0;
}
