using Timbre.Text.Scripts;

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

/// <summary>A syllable in its place.</summary>
/// <param name="First">Its first segment.</param>
/// <param name="Last">Its last segment.</param>
/// <param name="Word">Its word.</param>
/// <param name="Stress">As the dictionary has it: 1 primary, 2 secondary, 0 none.</param>
/// <param name="Accented">Whether it is accented, see <see cref="Accents"/>.</param>
internal sealed record SyllableNode(int First, int Last, int Word, int Stress, bool Accented)
{
    /// <summary>Whether it has primary or secondary stress.</summary>
    public bool Stressed => Stress > 0;
}

/// <summary>A word in its place; syllables First to Last, both included.</summary>
/// <param name="First">Its first syllable.</param>
/// <param name="Last">Its last syllable.</param>
/// <param name="PartOfSpeech">Its part of speech as a number that trees compare.</param>
/// <param name="Spelling">How it is written.</param>
/// <param name="Emphasis">Its emphasis.</param>
/// <param name="Prosody">How it is said.</param>
internal sealed record WordNode(int First, int Last, double PartOfSpeech, string Spelling, Emphasis Emphasis, WordProsody Prosody)
{
    /// <summary>Names of the parts of speech in decision trees.</summary>
    public static double SymbolOf(string name) => SymbolTable.Of(name);
}
