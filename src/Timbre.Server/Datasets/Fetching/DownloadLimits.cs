namespace Timbre.Server.Datasets.Fetching;

/// <summary>How much and how long a download may be.</summary>
/// <param name="MaxBytes">Size of the file as sent.</param>
/// <param name="Total">For the whole body.</param>
/// <param name="Window">How long the download may be slow or silent before it is given up.</param>
/// <param name="MinBytesPerWindow">What counts as slow.</param>
internal sealed record DownloadLimits(long MaxBytes, TimeSpan Total, TimeSpan Window, long MinBytesPerWindow)
{
    public static DownloadLimits Default { get; } = new(4L << 30, TimeSpan.FromHours(2), TimeSpan.FromSeconds(30), 64 << 10);
}
