using Timbre.Text.Scripts;

namespace Timbre.Text.Lexicons;

/// <summary>Reading of a word in its context.</summary>
/// <param name="Class">What it does in the phrase.</param>
/// <param name="Syllables">At least one. Words of one syllable carry the dictionary's stress even where a sentence would take it from them:
/// their class tells.</param>
public readonly record struct WordReading(WordClass Class, IReadOnlyList<Syllable> Syllables);
