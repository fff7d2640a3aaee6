namespace Timbre.Client;

/// <summary>One webhook of a voice and what became of it.</summary>
/// <param name="Status">The status of the voice that it tells of.</param>
/// <param name="State"><c>pending</c>, <c>delivered</c> or <c>given_up</c>.</param>
public sealed record Callback(
    string Id,
    string? Status,
    string? State,
    string? Url,
    IReadOnlyList<CallbackAttempt>? Attempts,
    DateTimeOffset? CreatedAt,
    DateTimeOffset? DeliveredAt,
    DateTimeOffset? NextAttemptAt);

/// <summary>One try to deliver.</summary>
/// <param name="ResponseStatus">The HTTP status that came back, or null when none did.</param>
public sealed record CallbackAttempt(DateTimeOffset? At, int? ResponseStatus, string? Error);
