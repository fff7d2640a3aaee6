namespace Timbre.Server.Terms.Substitutions;

/// <summary>A row of term_substitutions: what an account wants to be read in the place of some words.</summary>
public sealed record Substitution : Term
{
    public required string OriginalText { get; init; }
    public required string ReplacementText { get; init; }
}
