namespace Timbre.Models.Utterances;

/// <summary>A phrase laid out for a base voice: its phones, a pause at either end, and the syllables and words they belong to.</summary>
/// <param name="Segments">The phones in order; the first and the last are pauses.</param>
/// <param name="Syllables">In order.</param>
/// <param name="Words">In order.</param>
/// <param name="PhraseNumber">How many phrases of the same sentence came before.</param>
/// <param name="EndsSentence">Whether nothing of the sentence follows.</param>
internal sealed record Utterance(
    IReadOnlyList<Segment> Segments, IReadOnlyList<SyllableNode> Syllables, IReadOnlyList<WordNode> Words, int PhraseNumber,
    bool EndsSentence);

/// <summary>A phone in its place.</summary>
/// <param name="Phone">What it is.</param>
/// <param name="Syllable">Which syllable it belongs to, -1 for a pause.</param>
/// <param name="Position">Its place in the syllable, from 0.</param>
internal sealed record Segment(PhoneFeatures Phone, int Syllable, int Position);

/// <summary>A syllable in its place; segments First to Last, both included.</summary>
internal sealed record SyllableNode(int First, int Last, int Word, bool Stressed, bool Accented);

/// <summary>A word in its place; syllables First to Last, both included.</summary>
/// <param name="First">Its first syllable.</param>
/// <param name="Last">Its last syllable.</param>
/// <param name="PartOfSpeech">Its part of speech as a number that trees compare.</param>
/// <param name="Prosody">How it is said.</param>
internal sealed record WordNode(int First, int Last, double PartOfSpeech, WordProsody Prosody)
{
    /// <summary>Names of the parts of speech in decision trees.</summary>
    public static double SymbolOf(string name) => SymbolTable.Of(name);
}
