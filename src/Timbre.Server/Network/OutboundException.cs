namespace Timbre.Server.Network;

/// <summary>Why something outside could not be reached; what a caller may branch on.</summary>
internal enum OutboundFailure
{
    /// <summary>The URL is written in a way that is not accepted.</summary>
    Url,

    /// <summary>The host lies in a network that this server does not reach for others.</summary>
    Address,

    /// <summary>No address is known for the host name.</summary>
    Name,

    /// <summary>Nobody answered there, or the connection broke.</summary>
    Connection,

    /// <summary>TLS failed; mostly a certificate that does not hold.</summary>
    Certificate,

    /// <summary>It took too long.</summary>
    Timeout,

    /// <summary>Too many redirects, one without a target, or one from https to http.</summary>
    Redirect,
}

/// <summary>
/// Something outside could not be reached. The message is for the caller: it names the host as they wrote it, never an address, a path or a
/// query.
/// </summary>
internal sealed class OutboundException(OutboundFailure failure, string message, Exception? inner = null) : Exception(message, inner)
{
    public OutboundFailure Failure { get; } = failure;
}
