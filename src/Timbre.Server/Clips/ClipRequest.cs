using System.Text.Json;
using Timbre.Server.Plumbing;
using Timbre.Server.Plumbing.Requests;
using Timbre.Server.Speech;

namespace Timbre.Server.Clips;

/// <summary>The fields of a clip as they are sent, to create and to update alike.</summary>
/// <param name="Raw">Whether the answer holds the sound; only while the caller waits for it.</param>
/// <param name="IsPublic">Taken from older clients; changes nothing.</param>
public sealed record ClipRequest(
    string? Body, string? VoiceUuid, string? Title, JsonElement? IsArchived, string? CallbackUri, int? SampleRate, string? Precision, string? OutputFormat,
    JsonElement? IncludeTimestamps, JsonElement? Raw, JsonElement? Suggestions, JsonElement? IsPublic, string? Model, JsonElement? UseHd)
{
    public const int MaxTitle = 256;

    /// <summary>In Hz.</summary>
    public const int UsualRateHz = 22_050;
    public const string UsualPrecision = "PCM_32";

    internal Refusal? RefuseShape() =>
        Fields.Text("title", Title, MaxTitle)
        ?? Fields.Address("callback_uri", Fields.OrNone(CallbackUri), Fields.MaxCallbackUri)
        ?? SpeechFormat.RefuseRate(SampleRate)
        ?? SpeechFormat.RefusePrecision(Precision)
        ?? SpeechFile.RefuseFormat(OutputFormat)
        ?? Fields.RefuseFlag("is_archived", IsArchived)
        ?? Fields.RefuseFlag("include_timestamps", IncludeTimestamps)
        ?? Fields.RefuseFlag("raw", Raw)
        ?? Fields.RefuseFlag("suggestions", Suggestions)
        ?? Fields.RefuseFlag("is_public", IsPublic)
        ?? Fields.RefuseFlag("use_hd", UseHd);
}
