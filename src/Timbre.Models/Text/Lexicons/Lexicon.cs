using Timbre.Models.Programs;
using Timbre.Models.Text.Lexicons.Tagging;
using Timbre.Models.Text.Scripts;

namespace Timbre.Models.Text.Lexicons;

/// <summary>How English words are said, General American: the CMU dictionary, and rules and a model for the words that it has not got.</summary>
/// <remarks>Nothing is loaded before the first word is read; all instances share what is loaded, and any number of threads may read.</remarks>
public sealed class Lexicon
{
    private static readonly Lazy<WordBook> Shared = new(WordBook.Load);

    private readonly Lazy<WordBook> _book = Shared;

    /// <summary>How each word of a phrase is said, where it stands.</summary>
    /// <param name="words">In order, in small letters with apostrophes; each has at least one letter. Letters with accents lose them; any other character is passed over.</param>
    /// <param name="own">Words, in small letters, that are to be said differently.</param>
    /// <exception cref="MissingProgramException">A dictionary is not installed.</exception>
    public IReadOnlyList<WordReading> Read(IReadOnlyList<string> words, IReadOnlyDictionary<string, IReadOnlyList<Syllable>> own)
    {
        ArgumentNullException.ThrowIfNull(words);
        ArgumentNullException.ThrowIfNull(own);
        var phrase = new Phrase([.. words.Select(Letters.Plain)]);
        var readings = new WordReading[words.Count];
        for (var i = words.Count - 1; i >= 0; i--)
        {
            var beforeVowel = i + 1 < words.Count ? BeginsWithVowel(readings[i + 1].Syllables) : (bool?)null;
            var syllables = own.TryGetValue(words[i], out var said) ? said : Syllabifier.Split(SpecialWords.Find(words[i], beforeVowel) ?? Say(phrase, i, beforeVowel));
            readings[i] = new WordReading(WordClasses.Of(phrase, i), syllables);
        }

        return readings;
    }

    private byte[] Say(Phrase phrase, int at, bool? beforeVowel)
    {
        var word = phrase[at];
        if (SpecialWords.Find(word, beforeVowel) is { } special)
            return special;
        var homograph = _book.Value.Find(word);
        return homograph.Readings.Count == 1 ? homograph.Readings[0].Symbols : HomographChooser.Choose(homograph, phrase, at);
    }

    private static bool BeginsWithVowel(IReadOnlyList<Syllable> next) => next.Count > 0 && Symbols.IsVowel((byte)Symbols.Find(next[0].Phones[0]));
}
