namespace Timbre.Server.Webhooks;

/// <summary>How webhooks are signed and repeated.</summary>
internal sealed record WebhookPolicy
{
    /// <summary>Hours for which the old webhook secret still signs after a rotation.</summary>
    public double SecretOverlapHours { get; init; } = 24;

    /// <summary>What times the waiting between webhook attempts; below 1 for tests of a receiver.</summary>
    public double RetryScale { get; init; } = 1;
}
