namespace Timbre.Server.Http;

/// <summary>How much disk stays free.</summary>
internal sealed record DiskLimits
{
    /// <summary>Uploads and downloads are refused (507) when less than this is free.</summary>
    public long MinFreeDiskBytes { get; init; } = 512L << 20;
}
