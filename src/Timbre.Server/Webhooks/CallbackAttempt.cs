namespace Timbre.Server.Webhooks;

/// <summary>A row of callback_attempts: one try to deliver a callback.</summary>
public sealed record CallbackAttempt
{
    public required string Id { get; init; }
    public required string CallbackId { get; init; }
    public required DateTimeOffset AttemptedAt { get; init; }

    /// <summary>What the receiver answered, or null when nothing came back.</summary>
    public int? HttpStatus { get; init; }

    /// <summary>Why it was no delivery; null when it was one. Names no address, path or secret.</summary>
    public string? Error { get; init; }
    public required double Seconds { get; init; }
}
