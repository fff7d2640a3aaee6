using Timbre.Server.Datasets.Archives.Streams;

namespace Timbre.Server.Datasets.Archives;

/// <summary>One kind of file that datasets come in.</summary>
internal interface IArchiveReader : IDisposable
{
    /// <summary>
    /// The entries from the first, in the order of the file, names as they stand there. Forward only: a content is readable until the next
    /// entry is asked for. May be called again, for the same answer.
    /// </summary>
    IEnumerable<RawEntry> Read(CancellationToken ct);
}

/// <summary>An entry before anybody judged its name.</summary>
/// <param name="Name">As it stands in the archive; hostile until proven otherwise.</param>
/// <param name="IsFolder">Has no content.</param>
/// <param name="Length">Bytes unpacked; the content is held to it.</param>
/// <param name="Open">The content, from its start; once.</param>
internal sealed record RawEntry(string Name, bool IsFolder, long Length, Func<EntryStream> Open);
