using System.Text.Json;
using System.Text.Json.Serialization;
using Timbre.Server.Http;
using Timbre.Server.Http.Links;
using Timbre.Server.Speech;

namespace Timbre.Server.Clips;

/// <summary>A clip on the wire: every field that any of the API's documents knows, and how far it is.</summary>
/// <param name="Uuid">The clip, in every path that means it.</param>
/// <param name="Title">As it was sent.</param>
/// <param name="Body">As it was sent.</param>
/// <param name="VoiceUuid">Who says it.</param>
/// <param name="VoiceName">The name of the voice.</param>
/// <param name="IsArchived">As it was sent.</param>
/// <param name="IsPublic">What older clients read; nothing here is ever public.</param>
/// <param name="CharacterCount">Unicode characters of the text, markup left out.</param>
/// <param name="Duration">Seconds of sound; null until there is some.</param>
/// <param name="Status">rendering, finished or failed.</param>
/// <param name="Issues">What was asked for and is not done, or why there is no sound.</param>
/// <param name="LastGeneratedAt">When the sound was made.</param>
/// <param name="CreatedAt">When the clip was made.</param>
/// <param name="UpdatedAt">When it was changed last.</param>
public sealed record ClipView(
    string Uuid,
    string Title,
    string Body,
    string VoiceUuid,
    string VoiceName,
    bool IsArchived,
    bool IsPublic,
    int CharacterCount,
    double? Duration,
    string Status,
    IReadOnlyList<string> Issues,
    DateTimeOffset? LastGeneratedAt,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt)
{
    /// <summary>A link that opens the sound until it expires; absent until there is sound.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? AudioSrc { get; init; }

    /// <summary>When each letter and phone is said.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Timestamps? Timestamps { get; init; }

    /// <summary>The file in base 64, for a caller who asked for it with <c>raw</c>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? RawAudio { get; init; }
}

/// <summary>Makes views, with links to the sounds.</summary>
internal sealed class ClipViews(SignedLinks links)
{
    public ClipView Of(HttpRequest request, Clip clip) => Of(links.BaseAddress(request), clip);

    /// <param name="linkBase">How the client reaches this server.</param>
    /// <param name="clip">The row.</param>
    public ClipView Of(string linkBase, Clip clip) => new(
        clip.Id, clip.Title, clip.Body, clip.VoiceId, clip.VoiceName ?? "", clip.IsArchived, false, clip.CharacterCount, clip.Seconds,
        clip.Status, JsonSerializer.Deserialize<string[]>(clip.Issues)!, clip.LastGeneratedAt, clip.CreatedAt, clip.UpdatedAt)
    {
        AudioSrc = clip.Blob is null ? null : links.To(linkBase, ClipAudio.AddressOf(clip)),
        Timestamps = clip.Timestamps is null ? null : JsonSerializer.Deserialize<Timestamps>(clip.Timestamps, Wire.Options),
    };
}
