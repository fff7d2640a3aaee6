using Timbre.Server.Datasets.Archives.Streams;

namespace Timbre.Server.Datasets.Archives;

/// <summary>A dataset that is one sound file: an "archive" of one entry.</summary>
internal sealed class SingleFileReader(FileStream file, string name) : IArchiveReader
{
    public IEnumerable<RawEntry> Read(CancellationToken ct) =>
        [new RawEntry(
            name, false, file.Length, () => new EntryStream(new SliceStream(file, 0, file.Length), name, file.Length, crc: null))];

    public void Dispose() => file.Dispose();
}
