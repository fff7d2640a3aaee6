using Timbre.Server.Voices;

namespace Timbre.Server.Consent;

/// <summary>What a speaker said to allow the voice: the sound's hash and length, and the sound while the voice exists.</summary>
public sealed record ConsentRow
{
    public required string VoiceId { get; init; }
    public string? Blob { get; init; }
    public required string Sha256 { get; init; }
    public required double Seconds { get; init; }
    public required string Status { get; init; }

    /// <summary>The one-time sentence that was asked for when it came; null where none was.</summary>
    public string? Challenge { get; init; }

    /// <summary>Why it was refused.</summary>
    public string? Issue { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }

    public static ConsentRow Refused(string voiceId, string issue, DateTimeOffset now) =>
        new() { VoiceId = voiceId, Sha256 = "", Seconds = 0, Status = ConsentStatus.Rejected, Issue = issue, CreatedAt = now };

    /// <summary>Whether there is a sound that a build may ask about.</summary>
    public static bool CanBeDecided(string? status) => status is ConsentStatus.Unverified or ConsentStatus.Accepted;
}
