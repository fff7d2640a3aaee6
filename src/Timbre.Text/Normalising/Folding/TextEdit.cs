using Timbre.Text.Scripts;

namespace Timbre.Text.Normalising.Folding;

/// <summary>A stretch of a text that is read as something else: a Markdown link as its text, an entity as its character.</summary>
/// <param name="Source">At least one character of the text.</param>
/// <param name="Replacement">What is read instead; "" where nothing is.</param>
internal readonly record struct TextEdit(TextSpan Source, string Replacement);
