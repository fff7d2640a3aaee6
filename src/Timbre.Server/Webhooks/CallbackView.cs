using System.Text.Json;

namespace Timbre.Server.Webhooks;

/// <summary>A callback on the wire, with all that was tried.</summary>
public sealed record CallbackView(
    string Id,
    string Status,
    string State,
    string Url,
    JsonElement Body,
    IReadOnlyList<CallbackView.Attempt> Attempts,
    DateTimeOffset CreatedAt,
    DateTimeOffset? DeliveredAt,
    DateTimeOffset? NextAttemptAt)
{
    public sealed record Attempt(DateTimeOffset At, int? ResponseStatus, string? Error, double Seconds);

    public static CallbackView Of(Callback callback, IEnumerable<CallbackAttempt> attempts) => new(
        callback.Id, callback.Status, callback.State, callback.Url, JsonSerializer.Deserialize<JsonElement>(callback.Body),
        [.. attempts.Select(attempt => new Attempt(attempt.AttemptedAt, attempt.HttpStatus, attempt.Error, attempt.Seconds))],
        callback.CreatedAt, callback.DeliveredAt, callback.State == Callback.Pending ? callback.DueAt : null);
}
