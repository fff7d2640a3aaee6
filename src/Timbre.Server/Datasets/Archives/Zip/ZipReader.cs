using System.IO.Compression;
using Timbre.Server.Datasets.Archives.Streams;

namespace Timbre.Server.Datasets.Archives.Zip;

/// <summary>A zip dataset: every header is checked when it is opened, every content when it is read.</summary>
internal sealed class ZipReader : IArchiveReader
{
    private readonly FileStream _file;
    private readonly IReadOnlyList<ZipRecord> _records;

    public ZipReader(FileStream file, ArchiveLimits limits)
    {
        this._file = file;
        _records = ZipDirectory.Read(file, limits);
    }

    public IEnumerable<RawEntry> Read(CancellationToken ct) => _records.Select(record =>
        new RawEntry(record.Name, IsFolder(record), record.Unpacked, () => Open(record)));

    public void Dispose() => _file.Dispose();

    public static DatasetException Damaged(string problem, string? entry = null) => new(DatasetCode.Damaged,
        entry is null
            ? $"The dataset's zip archive {problem}. Pack it again."
            : $"'{EntryName.Show(entry)}' in the dataset's zip archive {problem}. Pack it again.");

    public static void ReadAt(FileStream file, long position, Span<byte> into)
    {
        while (!into.IsEmpty)
        {
            var count = RandomAccess.Read(file.SafeFileHandle, into, position);
            if (count == 0)
                throw Damaged("ends too early");

            into = into[count..];
            position += count;
        }
    }

    private static bool IsFolder(ZipRecord record) =>
        record.Name.EndsWith('/') && (record.Unpacked == 0 ? true : throw Damaged("is a folder with content", record.Name));

    private EntryStream Open(ZipRecord record)
    {
        var packed = new SliceStream(_file, ZipOverlap.DataStart(_file, record, _file.Length), record.Packed);
        Stream content = record.Method == ZipRecord.Stored ? packed : new DeflateStream(packed, CompressionMode.Decompress);
        return new EntryStream(content, record.Name, record.Unpacked, record.Crc);
    }
}
