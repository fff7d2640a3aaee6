using System.ComponentModel.DataAnnotations;
using Timbre.Server.Accounts;
using Timbre.Server.Http;
using Timbre.Storage;

namespace Timbre.Server.Terms.Substitutions;

/// <summary>POST /term_substitutions: what is to be read in the place of some words. The newest of a text counts.</summary>
internal static class CreateSubstitution
{
    public const int MaxText = 200;

    /// <param name="OriginalText">What stands in the text, in upper or lower case.</param>
    /// <param name="ReplacementText">What is read in its place.</param>
    public sealed record Request(
        [Required, MaxLength(MaxText)] string? OriginalText, [Required, MaxLength(MaxText)] string? ReplacementText);

    public static void Map(IEndpointRouteBuilder api) => api.MapPost("/term_substitutions", Handle).WithName(nameof(CreateSubstitution))
        .WithExample("""{"original_text":"SQL","replacement_text":"sequel"}""");

    private static async Task<Answer<SubstitutionView>> Handle(
        Request request, Account account, Database db, SubstitutionTable substitutions, TermLimits limits, TimeProvider time,
        CancellationToken ct)
    {
        var original = Fields.OrNone(request.OriginalText);
        var replacement = Fields.OrNone(request.ReplacementText);
        if ((Refuse("original_text", original) ?? Refuse("replacement_text", replacement)) is { } refusal)
            return refusal;
        if (await substitutions.Count(account.Id, ct) >= limits.MaxTermsPerAccount)
            return Refusal.BadRequest(
                "too_many_term_substitutions",
                $"This account has {limits.MaxTermsPerAccount} term substitutions, which is the limit: delete one first.");

        var now = time.GetUtcNow();
        var substitution = new Substitution
        {
            Id = Guid.NewGuid().ToString("N"),
            AccountId = account.Id,
            OriginalText = original!,
            ReplacementText = replacement!,
            CreatedAt = now,
            UpdatedAt = now
        };
        await using var unit = await db.Begin(ct);
        await SubstitutionTable.Add(unit, substitution, ct);
        await unit.Commit();
        return SubstitutionView.Of(substitution);
    }

    private static Refusal? Refuse(string field, string? text) =>
        text is null
            ? Refusal.BadRequest($"invalid_{field}", $"{field}: a text is needed, 1 to {MaxText} characters.")
            : Fields.Text(field, text, MaxText);
}
