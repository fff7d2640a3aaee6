namespace Timbre.Server.Webhooks;

/// <summary>A row of callbacks: one terminal transition of a voice that somebody wanted to hear of.</summary>
public sealed class Callback
{
    public const string Pending = "pending";
    public const string Delivered = "delivered";
    public const string GivenUp = "given_up";

    public required string Id { get; init; }
    public required string VoiceId { get; init; }

    /// <summary>1, 2, ... in the order of the transitions, which is the order of delivery.</summary>
    public required int Sequence { get; init; }
    public required string Url { get; init; }

    /// <summary>The voice's status that it tells.</summary>
    public required string Status { get; init; }
    public required string Body { get; init; }
    public required string State { get; init; }
    public required int Attempts { get; init; }
    public required DateTimeOffset DueAt { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? DeliveredAt { get; init; }
}
