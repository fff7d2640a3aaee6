using System.Text.Json;
using Timbre.Server.Http;

namespace Timbre.Server.Webhooks;

/// <summary>A callback on the wire, with all that was tried.</summary>
/// <param name="Id">The callback, and the header `webhook-id` of its deliveries.</param>
/// <param name="Status">The voice's status that it tells.</param>
/// <param name="State">`pending`, `delivered` or `given_up`.</param>
/// <param name="Url">Where it goes.</param>
/// <param name="Body">What it carries.</param>
/// <param name="Attempts">Every try to deliver it, the oldest first.</param>
/// <param name="CreatedAt">When what it tells happened.</param>
/// <param name="DeliveredAt">When the receiver took it.</param>
/// <param name="NextAttemptAt">When it is tried next, while it is pending.</param>
public sealed record CallbackView(
    string Id,
    string Status,
    string State,
    string Url,
    [SentAs(typeof(CallbackBody))] JsonElement Body,
    IReadOnlyList<CallbackView.Attempt> Attempts,
    DateTimeOffset CreatedAt,
    DateTimeOffset? DeliveredAt,
    DateTimeOffset? NextAttemptAt)
{
    /// <summary>One try to deliver a callback.</summary>
    /// <param name="At">When.</param>
    /// <param name="ResponseStatus">What the receiver answered; null when nothing came back.</param>
    /// <param name="Error">Why it was no delivery; null when it was one.</param>
    /// <param name="Seconds">How long it took.</param>
    public sealed record Attempt(DateTimeOffset At, int? ResponseStatus, string? Error, double Seconds);

    public static CallbackView Of(Callback callback, IEnumerable<CallbackAttempt> attempts) => new(
        callback.Id, callback.Status, callback.State, callback.Url, JsonSerializer.Deserialize<JsonElement>(callback.Body),
        [.. attempts.Select(attempt => new Attempt(attempt.AttemptedAt, attempt.HttpStatus, attempt.Error, attempt.Seconds))],
        callback.CreatedAt, callback.DeliveredAt, callback.State == Callback.Pending ? callback.DueAt : null);
}
