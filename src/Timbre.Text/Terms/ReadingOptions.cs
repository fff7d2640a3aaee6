using Timbre.Text.Scripts;

namespace Timbre.Text.Terms;

/// <summary>What a caller knows better about how their texts are read.</summary>
/// <param name="Substitutions">Written to spoken text, matched as whole words whatever their case, before anything else is read.</param>
/// <param name="Pronunciations">Word to its syllables, whatever its case; goes before every dictionary.</param>
public sealed record ReadingOptions(
    IReadOnlyDictionary<string, string> Substitutions, IReadOnlyDictionary<string, IReadOnlyList<Syllable>> Pronunciations)
{
    /// <summary>Nothing is known better.</summary>
    public static ReadingOptions None { get; } = new(new Dictionary<string, string>(), new Dictionary<string, IReadOnlyList<Syllable>>());
}
