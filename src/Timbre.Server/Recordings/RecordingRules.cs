using System.Text.Json;
using Timbre.Server.Plumbing;

namespace Timbre.Server.Recordings;

/// <summary>What the fields of a recording may hold, for create and update alike.</summary>
internal static class RecordingRules
{
    public const int MaxName = 256;
    public const int MaxText = 1024;
    public const int MaxEmotion = 64;

    public static Refusal Outlier { get; } = Refusal.BadRequest("recording_is_outlier", "is_active: this recording does not fit the voice's others and cannot be activated. Delete it and record it again.");

    public static Refusal Silent { get; } = Refusal.BadRequest("recording_is_silent", "is_active: this recording is silent and cannot be activated. Delete it and record it again.");

    public static Refusal NameTaken(string name) => new(409, "name_taken", $"name: the voice has a recording named \"{name}\" already; names are unique in a voice.");

    public static Refusal NotAFlag(string field) => Refusal.BadRequest($"invalid_{field}", $"{field}: either true or false.");

    /// <summary>A text that is not given, empty, or the word that the Node SDK sends for what it was not given, is none.</summary>
    public static string? OrNone(string? text) => string.IsNullOrWhiteSpace(text) || text == "undefined" ? null : text.Trim();

    public static Refusal? Name(string? name) =>
        name is null ? Refusal.BadRequest("invalid_name", $"name: a recording needs a name, 1 to {MaxName} characters.") : Bounded("name", name, MaxName);

    public static Refusal? Text(string? text) => Bounded("text", text, MaxText);

    public static Refusal? Emotion(string? text) => Bounded("emotion", text, MaxEmotion);

    /// <summary>A switch as form fields have it, in any case (Python's <c>True</c>); null when it is neither. What is not given is off.</summary>
    public static bool? Flag(string? text) => text?.ToLowerInvariant() switch
    {
        null or "false" or "0" => false,
        "true" or "1" => true,
        _ => null,
    };

    /// <summary>The same in JSON: also the words in quotes.</summary>
    public static bool? Flag(JsonElement value) => Flag(value.ValueKind == JsonValueKind.String ? value.GetString()!.Trim() : value.GetRawText());

    private static Refusal? Bounded(string field, string? text, int max) =>
        text is null ? null
        : text.Length > max ? Refusal.BadRequest($"invalid_{field}", $"{field}: {text.Length} characters are too many, at most {max}.")
        : text.Any(c => char.IsControl(c) && c is not ('\t' or '\n' or '\r')) ? Refusal.BadRequest($"invalid_{field}", $"{field}: control characters are not accepted.")
        : null;
}
