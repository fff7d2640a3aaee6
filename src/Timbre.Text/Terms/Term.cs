using Timbre.Text.Scripts;

namespace Timbre.Text.Terms;

/// <summary>What is said for a term: another text, or syllables.</summary>
internal sealed record Term(string Written, string? Spoken, IReadOnlyList<Syllable>? Syllables);

/// <summary>A term that stands in a text.</summary>
internal readonly record struct TermMatch(TextSpan Source, Term Term);
