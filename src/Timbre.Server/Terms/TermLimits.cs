namespace Timbre.Server.Terms;

/// <summary>Bounds on the terms of an account.</summary>
internal sealed record TermLimits
{
    /// <summary>Phonemes, and as many substitutions.</summary>
    public int MaxTermsPerAccount { get; init; } = 2000;
}
