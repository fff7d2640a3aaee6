using Timbre.Text.Lexicons.Dictionaries;
using Timbre.Text.Lexicons.LetterToSound;
using Timbre.Text.Lexicons.Tagging;
using Timbre.Text.Phonemes;
using Timbre.Text.Scripts;

namespace Timbre.Text.Lexicons;

/// <summary>
/// Grapheme-to-phoneme conversion for General American English: the CMU dictionary, with rules and a model for other words.
/// </summary>
/// <remarks>Nothing is loaded before the first word is read, and some 27 MB then; any number of threads may read.</remarks>
/// <param name="files">Asked once, when the first word is read; an exception of it passes through.</param>
/// <param name="network">Asked once too; without it, words that no dictionary has are read wrongly more often.</param>
public sealed class Lexicon(Func<DictionaryFiles> files, Func<ILetterNetwork>? network = null)
{
    private static readonly IReadOnlySet<int> NoNames = new HashSet<int>();

    private readonly Lazy<PronunciationLookup> _lookup = new(() => PronunciationLookup.Load(files(), network?.Invoke()));

    /// <summary>The pronunciation of each word of a phrase in its context.</summary>
    /// <param name="words">In order, in small letters with apostrophes; each has at least one letter. Letters with accents lose them; any
    /// other character is passed over.</param>
    /// <param name="overrides">Words in lower case whose pronunciation is given.</param>
    public IReadOnlyList<WordReading> Read(IReadOnlyList<string> words, IReadOnlyDictionary<string, IReadOnlyList<Syllable>> overrides) =>
        Read(words, overrides, new WordMemory(new ReadingBudget()), NoNames);

    /// <param name="words">As above.</param>
    /// <param name="overrides">As above.</param>
    /// <param name="memory">The words that the caller's other phrases have.</param>
    /// <param name="names">Indexes of words that are written as names are, with a capital within a sentence.</param>
    internal IReadOnlyList<WordReading> Read(
        IReadOnlyList<string> words, IReadOnlyDictionary<string, IReadOnlyList<Syllable>> overrides, WordMemory memory,
        IReadOnlySet<int> names)
    {
        ArgumentNullException.ThrowIfNull(words);
        ArgumentNullException.ThrowIfNull(overrides);
        var phrase = new TaggedPhrase([.. words.Select(AsciiFolding.Fold)]);
        var readings = new WordReading[words.Count];
        for (var i = words.Count - 1; i >= 0; i--)
        {
            var beforeVowel = i + 1 < words.Count ? BeginsWithVowel(readings[i + 1].Syllables) : (bool?)null;
            var syllables = overrides.TryGetValue(words[i], out var overridden)
                ? overridden
                : memory.Syllables(
                    SpecialWords.Find(words[i], beforeVowel) ?? (names.Contains(i) ? ProperNames.Find(phrase, i) : null)
                        ?? Pronounce(phrase, i, beforeVowel, memory));
            memory.Count(syllables);
            readings[i] = new WordReading(WordClassTagger.Of(phrase, i), syllables);
        }

        return readings;
    }

    /// <summary>How many phones a word of the dictionaries has at least; 0 for any other.</summary>
    internal int CountListedPhones(string word, WordMemory memory) =>
        SpecialWords.Find(word, beforeVowel: false)?.Length ?? memory.CountListedPhones(AsciiFolding.Fold(word), _lookup.Value);

    private byte[] Pronounce(TaggedPhrase phrase, int at, bool? beforeVowel, WordMemory memory)
    {
        var word = phrase[at];
        if (SpecialWords.Find(word, beforeVowel) is { } special)
            return special;
        var homograph = memory.Find(word, _lookup.Value);
        return homograph.Readings.Count == 1 ? homograph.Readings[0].Symbols : HomographDisambiguator.Disambiguate(homograph, phrase, at);
    }

    private static bool BeginsWithVowel(IReadOnlyList<Syllable> next) =>
        next.Count > 0 && PhoneSymbols.IsVowel((byte)PhoneSymbols.Find(next[0].Phones[0]));
}
