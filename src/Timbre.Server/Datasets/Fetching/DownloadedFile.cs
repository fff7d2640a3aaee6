namespace Timbre.Server.Datasets.Fetching;

/// <summary>What a download left in its file.</summary>
/// <param name="Length">Bytes.</param>
/// <param name="Sha256">Of the bytes as sent; lower-case hexadecimal.</param>
/// <param name="MediaType">What the other side called it; a hint, never trusted.</param>
internal sealed record DownloadedFile(long Length, string Sha256, string? MediaType);

/// <summary>How far a download is.</summary>
/// <param name="Bytes">Written so far.</param>
/// <param name="Total">Announced by the other side, or null.</param>
internal readonly record struct DownloadProgress(long Bytes, long? Total);
