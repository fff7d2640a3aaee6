using Timbre.Models.Text.Scripts;

namespace Timbre.Models.Text.Terms;

/// <summary>What is said for a term: another text, or syllables.</summary>
internal sealed record Term(string Written, string? Spoken, IReadOnlyList<Syllable>? Syllables);

/// <summary>A term that stands in a text.</summary>
internal readonly record struct Found(TextSpan Source, Term Term);
