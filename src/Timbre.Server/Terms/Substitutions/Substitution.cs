namespace Timbre.Server.Terms.Substitutions;

/// <summary>A row of term_substitutions: what an account wants to be read in the place of some words.</summary>
public sealed class Substitution
{
    public required string Id { get; init; }
    public required string AccountId { get; init; }
    public required string OriginalText { get; init; }
    public required string ReplacementText { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset UpdatedAt { get; init; }
}
