using System.Buffers.Binary;
using System.IO.Compression;
using Timbre.Server.Datasets.Archives.Streams;

namespace Timbre.Server.Datasets.Archives.Tar;

/// <summary>
/// A tar or tar.gz dataset. Read by our own hand: the library's reader takes a header's word for how much memory the next name needs.
/// </summary>
internal sealed class TarReader(FileStream file, bool compressed, ArchiveLimits limits) : IArchiveReader
{
    private const int MaxMetadataBytes = 64 << 10; // names and pax records
    private const int MaxPaddingBytes = 1 << 20; // zeros after the end; tapes wanted full records

    public static bool IsTar(FileStream file)
    {
        var block = new byte[TarHeader.BlockBytes];
        return RandomAccess.Read(file.SafeFileHandle, block, 0) == block.Length && block[0] != 0 && TarHeader.HasRightSum(block);
    }

    public IEnumerable<RawEntry> Read(CancellationToken ct)
    {
        using var archive = Open();
        var block = new byte[TarHeader.BlockBytes];
        var metadata = new TarMetadata();
        var (headers, entries) = (0, 0);

        while (true)
        {
            if (!archive.TryFill(block))
                throw headers == 0 ? NotTar() : Damaged("ends too early");
            if (!block.AsSpan().ContainsAnyExcept((byte)0))
                break;

            var header = TarHeader.Parse(block) ?? throw (headers == 0 ? NotTar() : Damaged("is damaged"));
            if (++headers > limits.MaxEntries * 3L)
                throw DatasetArchive.TooMany(limits); // an entry may bring a header for its name; more is play

            if (metadata.Take(header, () => Metadata(archive, header, ct)))
                continue;

            var (name, size) = metadata.Apply(header);
            entries++;

            var content = new TarContent(archive, size);
            yield return new RawEntry(name, IsFolder(header.Type, name, size), size, () => new EntryStream(content, name, size, crc: null));
            content.End();
            archive.Skip(content.Remaining + Padding(size), ct);
        }

        if (metadata.IsPending)
            throw Damaged("ends too early");
        if (entries == 0)
            throw new DatasetException(DatasetCode.Empty, "The dataset is an archive without files.");

        Finish(archive);
    }

    public void Dispose() => file.Dispose();

    public static DatasetException Damaged(string problem) =>
        new(DatasetCode.Damaged, $"The dataset's tar archive {problem}. Pack it again.");

    public static DatasetException Sparse() =>
        new(DatasetCode.UnsafeEntry, "The dataset's tar archive has a sparse file. Pack it again without --sparse.");

    private static DatasetException NotTar() =>
        new(DatasetCode.UnknownFormat, "The dataset is neither a sound file nor a zip or tar.gz archive.");

    private static long Padding(long size) => -size & (TarHeader.BlockBytes - 1);

    private TarBlocks Open()
    {
        Stream bytes = new SliceStream(file, 0, file.Length);
        if (!compressed)
            return new TarBlocks(bytes, limits.MaxUnpackedBytes, () => DatasetArchive.TooLarge(limits));

        var dense = limits.MaxFrom(file.Length);
        return new TarBlocks(
            new GZipStream(bytes, CompressionMode.Decompress),
            Math.Min(dense, limits.MaxUnpackedBytes),
            () => dense < limits.MaxUnpackedBytes ? DatasetArchive.TooDense("The dataset") : DatasetArchive.TooLarge(limits));
    }

    private static byte[] Metadata(TarBlocks archive, TarHeader header, CancellationToken ct)
    {
        if (header.Size > MaxMetadataBytes)
            throw EntryName.Unsafe(header.Name, "has a name of monstrous length");

        var bytes = new byte[(int)header.Size];
        if (bytes.Length > 0 && !archive.TryFill(bytes))
            throw Damaged("ends too early");

        archive.Skip(Padding(header.Size), ct);
        return bytes;
    }

    private static bool IsFolder(char type, string name, long size) => type switch
    {
        '0' or '5' when type == '0' && !name.EndsWith('/') => false,
        '0' or '5' => size == 0 ? true : throw Damaged("has a folder with content"),
        '1' or '2' => throw EntryName.Unsafe(name, "is a link"),
        '3' or '4' or '6' => throw EntryName.Unsafe(name, "is a device or pipe, not a file"),
        'S' => throw Sparse(),
        _ => throw EntryName.Unsafe(name, "is neither a file nor a folder"),
    };

    /// <summary>Behind the end there may be zeros, and nothing else.</summary>
    private void Finish(TarBlocks archive)
    {
        var block = new byte[TarHeader.BlockBytes];
        for (var padding = 0; archive.TryFill(block); padding += block.Length)
        {
            if (padding > MaxPaddingBytes || block.AsSpan().ContainsAnyExcept((byte)0))
                throw Damaged("has something after its end");
        }

        // gzip ends with the length of what was packed. Another number means bytes after the end, or several archives in a row.
        if (compressed && LastFourBytes() != (uint)archive.Position)
            throw Damaged("has something after its end");
    }

    private uint LastFourBytes()
    {
        var bytes = new byte[4];
        return RandomAccess.Read(file.SafeFileHandle, bytes, file.Length - 4) == 4 ? BinaryPrimitives.ReadUInt32LittleEndian(bytes) : 0;
    }
}
