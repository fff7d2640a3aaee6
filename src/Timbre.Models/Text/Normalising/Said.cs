using Timbre.Models.Text.Scripts;

namespace Timbre.Models.Text.Normalising;

/// <summary>A word to say, or a mark that may close a phrase.</summary>
/// <param name="Word">Small letters and apostrophes; a single letter is its name, "ay" that of A. Null for a mark.</param>
/// <param name="End">What the mark closes.</param>
/// <param name="Source">What it stands for.</param>
internal readonly record struct Said(string? Word, PhraseEnd End, TextSpan Source);
