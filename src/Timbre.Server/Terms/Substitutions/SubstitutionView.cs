namespace Timbre.Server.Terms.Substitutions;

/// <summary>A term substitution on the wire.</summary>
public sealed record SubstitutionView(string Uuid, string OriginalText, string ReplacementText, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt)
{
    public static SubstitutionView Of(Substitution substitution) => new(substitution.Id, substitution.OriginalText, substitution.ReplacementText, substitution.CreatedAt, substitution.UpdatedAt);
}
