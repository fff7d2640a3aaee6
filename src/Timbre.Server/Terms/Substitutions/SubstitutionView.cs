namespace Timbre.Server.Terms.Substitutions;

/// <summary>A term substitution on the wire.</summary>
/// <param name="Uuid">The substitution, in every path that means it.</param>
/// <param name="OriginalText">What stands in the text.</param>
/// <param name="ReplacementText">What is read in its place.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="UpdatedAt">The same: a substitution is not changed, the newest of a text counts.</param>
public sealed record SubstitutionView(
    string Uuid, string OriginalText, string ReplacementText, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt)
{
    public static SubstitutionView Of(Substitution substitution) =>
        new(substitution.Id, substitution.OriginalText, substitution.ReplacementText, substitution.CreatedAt, substitution.UpdatedAt);
}
