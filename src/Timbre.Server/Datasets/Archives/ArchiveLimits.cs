namespace Timbre.Server.Datasets.Archives;

/// <summary>How much a dataset may unpack to.</summary>
/// <param name="MaxEntries">Entries of any kind, folders and ignored ones included.</param>
/// <param name="MaxUnpackedBytes">All entries together, ignored ones included.</param>
/// <param name="MaxEntryBytes">One entry.</param>
/// <param name="MaxRatio">Unpacked to packed size, of one entry and of the whole; not asked below <paramref name="FreeBytes"/>.</param>
/// <param name="FreeBytes">What may unpack from nothing: digital silence packs a thousandfold without being an attack.</param>
/// <param name="MaxDepth">Folders inside each other.</param>
/// <param name="MaxNameLength">UTF-16 characters of a whole path.</param>
internal sealed record ArchiveLimits(
    int MaxEntries, long MaxUnpackedBytes, long MaxEntryBytes, int MaxRatio, long FreeBytes, int MaxDepth, int MaxNameLength)
{
    public static ArchiveLimits Default { get; } = new(50_000, 16L << 30, 4L << 30, 100, 32L << 20, 16, 400);

    /// <summary>The most that <paramref name="packedBytes"/> may unpack to before it counts as a bomb.</summary>
    public long MaxFrom(long packedBytes) =>
        Math.Max(FreeBytes, packedBytes > long.MaxValue / MaxRatio ? long.MaxValue : packedBytes * MaxRatio);
}
