using Timbre.Text.Scripts;

namespace Timbre.Text.Terms;

/// <summary>Options of a caller for reading texts: terms with their pronunciation or replacement.</summary>
/// <param name="Substitutions">Written to spoken text, matched as whole words whatever their case, before anything else is read.</param>
/// <param name="Pronunciations">Word to its syllables, whatever its case; goes before every dictionary.</param>
public sealed record ReadingOptions(
    IReadOnlyDictionary<string, string> Substitutions, IReadOnlyDictionary<string, IReadOnlyList<Syllable>> Pronunciations)
{
    /// <summary>No terms.</summary>
    public static ReadingOptions None { get; } = new(new Dictionary<string, string>(), new Dictionary<string, IReadOnlyList<Syllable>>());
}
