using Timbre.Text.Scripts;

namespace Timbre.Text.Terms;

/// <summary>Pronunciation of a term: a replacement text, or syllables.</summary>
internal sealed record Term(string Written, string? Spoken, IReadOnlyList<Syllable>? Syllables);

/// <summary>A term that stands in a text.</summary>
internal readonly record struct TermMatch(TextSpan Source, Term Term);
