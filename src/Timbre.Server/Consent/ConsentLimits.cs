namespace Timbre.Server.Consent;

/// <summary>How long a consent may be.</summary>
internal sealed record ConsentLimits
{
    public double MinConsentSeconds { get; init; } = 2;
    public double MaxConsentSeconds { get; init; } = 60;
}
