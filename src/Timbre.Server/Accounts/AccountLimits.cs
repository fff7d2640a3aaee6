namespace Timbre.Server.Accounts;

/// <summary>How often one key may call.</summary>
internal sealed record AccountLimits
{
    /// <summary>Requests per second and key; 0 is no limit.</summary>
    public int RequestsPerSecond { get; init; } = 40;
}
