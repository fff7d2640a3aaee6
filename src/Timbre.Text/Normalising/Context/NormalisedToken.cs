using Timbre.Text.Scripts;

namespace Timbre.Text.Normalising.Context;

/// <summary>A word to speak, or punctuation that may end a phrase.</summary>
/// <param name="Word">Small letters and apostrophes; a single letter is its name, "ay" that of A. Null for a mark.</param>
/// <param name="End">What the mark closes.</param>
/// <param name="Source">What it stands for.</param>
internal readonly record struct NormalisedToken(string? Word, PhraseEnd End, TextSpan Source);
