namespace Timbre.Server.Voices;

/// <summary>Bounds on an account's voices.</summary>
internal sealed record VoiceLimits
{
    public int MaxVoicesPerAccount { get; init; } = 10_000;

    /// <summary>How many event streams one account may have open.</summary>
    public int MaxEventStreamsPerAccount { get; init; } = 20;
}
