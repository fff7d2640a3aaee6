namespace Timbre.Server.Http;

/// <summary>Bounds on any request.</summary>
internal sealed record RequestLimits
{
    /// <summary>Bytes of a body; uploads of recordings have a limit of their own.</summary>
    public long MaxJsonBytes { get; init; } = 48L << 20;
}
