namespace Timbre.Server.Network;

/// <summary>How long a host outside may keep us waiting.</summary>
/// <param name="Connect">For finding the name, connecting and TLS together.</param>
/// <param name="Headers">From sending the request to the end of the answer's headers, for each redirect anew.</param>
/// <param name="MaxRedirects">How many redirects are followed.</param>
internal sealed record OutboundLimits(TimeSpan Connect, TimeSpan Headers, int MaxRedirects)
{
    public static OutboundLimits Default { get; } = new(TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(30), 5);
}
