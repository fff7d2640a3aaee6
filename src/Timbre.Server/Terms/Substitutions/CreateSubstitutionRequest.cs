using System.ComponentModel.DataAnnotations;

namespace Timbre.Server.Terms.Substitutions;

/// <param name="OriginalText">What stands in the text, in upper or lower case.</param>
/// <param name="ReplacementText">What is read in its place.</param>
public sealed record CreateSubstitutionRequest(
    [Required, MaxLength(SubstitutionKind.MaxText)] string? OriginalText,
    [Required, MaxLength(SubstitutionKind.MaxText)] string? ReplacementText);
