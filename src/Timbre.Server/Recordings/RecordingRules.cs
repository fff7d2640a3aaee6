using Timbre.Server.Http;

namespace Timbre.Server.Recordings;

/// <summary>What the fields of a recording may hold, for create and update alike.</summary>
internal static class RecordingRules
{
    public const int MaxName = 256;
    public const int MaxText = 1024;
    public const int MaxEmotion = 64;

    public static Refusal Outlier { get; } = Refusal.BadRequest(
        "recording_is_outlier",
        "is_active: somebody else speaks in this recording than in most of the voice's, so it cannot be activated. Delete it, or make that "
            + "speaker a voice of their own.");

    public static Refusal Silent { get; } = Refusal.BadRequest(
        "recording_is_silent", "is_active: this recording is silent and cannot be activated. Delete it and record it again.");

    public static Refusal NameTaken(string name) =>
        new(409, "name_taken", $"name: the voice has a recording named \"{name}\" already; names are unique in a voice.");

    /// <summary>A text that is not given, empty, or the word that the Node SDK sends for what it was not given, is none.</summary>
    public static string? OrNone(string? text) => string.IsNullOrWhiteSpace(text) || text == "undefined" ? null : text.Trim();

    public static Refusal? Name(string? name) =>
        name is null
            ? Refusal.BadRequest("invalid_name", $"name: a recording needs a name, 1 to {MaxName} characters.")
            : Fields.Text("name", name, MaxName);

    public static Refusal? Text(string? text) => Fields.Text("text", text, MaxText);

    public static Refusal? Emotion(string? text) => Fields.Text("emotion", text, MaxEmotion);
}
