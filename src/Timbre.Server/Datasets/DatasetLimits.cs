namespace Timbre.Server.Datasets;

/// <summary>Bounds on one dataset.</summary>
internal sealed record DatasetLimits
{
    public long MaxDatasetBytes { get; init; } = 4L << 30;
    public long MaxDatasetUnpackedBytes { get; init; } = 8L << 30;
    public int MaxDatasetEntries { get; init; } = 20_000;
    public double MaxDatasetSeconds { get; init; } = 6 * 3600;
    public double DownloadTimeoutSeconds { get; init; } = 1800;
}
