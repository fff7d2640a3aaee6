using Timbre.Text.Lexicons.Dictionaries;
using Timbre.Text.Lexicons.LetterToSound;
using Timbre.Text.Phonemes;

namespace Timbre.Text.Lexicons;

/// <summary>All the ways in which a word may be said, where <see cref="Lexicon"/> gives the one that fits a sentence.</summary>
/// <remarks>Phones are names of the CMU dictionary without stress. Some four megabytes; any number of threads.</remarks>
public sealed class PronunciationVariants
{
    private readonly PronunciationTable _table = new();
    private readonly GraphoneDecoder _letterToSound = GraphoneDecoder.Load();

    private PronunciationVariants()
    {
    }

    /// <summary>Reads the plain CMU dictionary, with all its alternative pronunciations.</summary>
    /// <param name="cmuDictionaryPath">The file, a word and its phones a line.</param>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="InvalidDataException">The file is larger than any such dictionary.</exception>
    public static PronunciationVariants Load(string cmuDictionaryPath)
    {
        ArgumentException.ThrowIfNullOrEmpty(cmuDictionaryPath);
        var variants = new PronunciationVariants();
        CmuDictionary.LoadAllVariantsInto(variants._table, cmuDictionaryPath);
        return variants;
    }

    /// <summary>
    /// A word in lower-case ASCII letters, apostrophes and hyphens, accents dropped: the spelling of <see cref="Listed"/>.
    /// </summary>
    public static string Fold(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return AsciiFolding.Fold(text);
    }

    /// <summary>The dictionary's pronunciations of a word, the commonest first; none where it has no such word.</summary>
    /// <param name="word">Lower-case letters and apostrophes.</param>
    public IReadOnlyList<IReadOnlyList<string>> Listed(string word)
    {
        ArgumentNullException.ThrowIfNull(word);
        return [.. _table.Find(word).Select(entry => PhonesOf(entry.Symbols))];
    }

    /// <summary>The likeliest pronunciations by a word's letters, the likeliest first; none where the model cannot read it.</summary>
    /// <param name="word">Letters a to z.</param>
    /// <param name="max">Upper bound of their number.</param>
    public IReadOnlyList<IReadOnlyList<string>> Guess(string word, int max)
    {
        ArgumentNullException.ThrowIfNull(word);
        ArgumentOutOfRangeException.ThrowIfNegative(max);
        return [.. _letterToSound.DecodeNBest(word, max).Select(PhonesOf)];
    }

    private static IReadOnlyList<string> PhonesOf(byte[] symbols) => Array.ConvertAll(symbols, PhoneSymbols.Phone);
}
