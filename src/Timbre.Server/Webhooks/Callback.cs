using Timbre.Server.Jobs;

namespace Timbre.Server.Webhooks;

/// <summary>A row of callbacks: one end that somebody wanted to hear of: of a voice's work, a clip's or a batch's.</summary>
public sealed record Callback
{
    public const string Pending = "pending";
    public const string Delivered = "delivered";
    public const string Abandoned = "given_up";

    public required string Id { get; init; }
    public string? VoiceId { get; init; }
    public string? ClipId { get; init; }
    public string? BatchId { get; init; }

    /// <summary>1, 2, ... in the order of the subject's ends, which is the order of delivery.</summary>
    public required int Sequence { get; init; }
    public required string Url { get; init; }

    /// <summary>The subject's status that it tells.</summary>
    public required string Status { get; init; }
    public required string Body { get; init; }
    public required string State { get; init; }
    public required int Attempts { get; init; }
    public required DateTimeOffset DueAt { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? DeliveredAt { get; init; }

    public Subject Subject =>
        ClipId is not null ? Subject.Clip(ClipId) : BatchId is not null ? Subject.Batch(BatchId) : Subject.Voice(VoiceId!);
}
