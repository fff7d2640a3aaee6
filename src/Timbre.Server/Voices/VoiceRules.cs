using Timbre.Server.Http;

namespace Timbre.Server.Voices;

/// <summary>What the fields of a voice may hold, for create and update alike.</summary>
internal static class VoiceRules
{
    public const int MaxName = 256;
    public const int MaxDescription = 1024;
    public const int MaxDatasetUrl = 30_000;
    public const string DefaultLanguage = "en-US";

    public static Refusal? Name(string? name) =>
        string.IsNullOrWhiteSpace(name) ? Refusal.BadRequest("invalid_name", "name: a voice needs a name, 1 to 256 characters.")
        : name.Length > MaxName ? Refusal.BadRequest("invalid_name", $"name: {name.Length} characters are too many, at most {MaxName}.")
        : name.Contains('\0') ? Refusal.BadRequest("invalid_name", "name: a NUL character cannot be stored.")
        : null;

    public static Refusal? Description(string? text) =>
        text is { Length: > MaxDescription } ? Refusal.BadRequest(
            "invalid_description", $"description: at most {MaxDescription} characters.")
        : text?.Contains('\0') == true ? Refusal.BadRequest("invalid_description", "description: a NUL character cannot be stored.")
        : null;

    /// <summary>
    /// Any http or https address, however odd: the documentation's own example is <c>https://../</c>, and what cannot be fetched becomes a
    /// dataset issue.
    /// </summary>
    public static Refusal? Dataset(string? text) =>
        text is not null && text.Length <= MaxDatasetUrl && !Uri.TryCreate(text, UriKind.Absolute, out _)
        && (text.StartsWith("https://", StringComparison.OrdinalIgnoreCase)
        || text.StartsWith("http://", StringComparison.OrdinalIgnoreCase))
            ? null
            : Fields.Address("dataset_url", text, MaxDatasetUrl);

    /// <summary>The type as the API answers it, or null for one that does not exist.</summary>
    public static string? Type(string? text) => text?.Trim().ToLowerInvariant() switch
    {
        null or "" or "professional" or "professional_voice" or "pro" => "professional",
        "rapid" or "rapid_voice" => "rapid",
        _ => null,
    };

    public static Refusal? Language(string? text) =>
        text is null || text.Equals("en", StringComparison.OrdinalIgnoreCase)
            || text.StartsWith("en-", StringComparison.OrdinalIgnoreCase) && text.Length <= 20
            ? null
            : Refusal.BadRequest(
                "language_not_supported",
                $"language: \"{(text.Length > 40 ? text[..40] : text)}\" is not spoken yet, only English (en, en-US, ...) is.");
}
