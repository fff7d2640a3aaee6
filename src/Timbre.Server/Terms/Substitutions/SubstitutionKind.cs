using Timbre.Server.Http;

namespace Timbre.Server.Terms.Substitutions;

/// <summary>What is to be read in the place of some words. The newest of a text counts.</summary>
internal static class SubstitutionKind
{
    /// <summary>Characters of either text.</summary>
    public const int MaxText = 200;

    public static TermKind<Substitution, CreateSubstitutionRequest, SubstitutionView> Instance { get; } =
        new(
            "Substitution", "term substitution", "term_substitutions",
            [nameof(Substitution.OriginalText), nameof(Substitution.ReplacementText)], Read, SubstitutionView.Of)
        {
            CreateSummary = "What is to be read in the place of some words. The newest of a text counts.",
            Example = """{"original_text":"SQL","replacement_text":"sequel"}""",
        };

    private static Substitution Read(CreateSubstitutionRequest request)
    {
        var original = Fields.OrNone(request.OriginalText);
        var replacement = Fields.OrNone(request.ReplacementText);
        return (Refuse("original_text", original) ?? Refuse("replacement_text", replacement)) is { } refusal
            ? throw new RefusedException(refusal)
            : new Substitution { OriginalText = original!, ReplacementText = replacement! };
    }

    private static Refusal? Refuse(string field, string? text) =>
        text is null
            ? Refusal.BadRequest($"invalid_{field}", $"{field}: a text is needed, 1 to {MaxText} characters.")
            : Fields.Text(field, text, MaxText);
}
