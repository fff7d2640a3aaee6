using Timbre.Server.Datasets.Archives.Streams;

namespace Timbre.Server.Datasets.Archives;

/// <summary>What an entry is good for.</summary>
internal enum DatasetEntryKind
{
    /// <summary>Sound by its signature; whether it decodes is for the decoder to say.</summary>
    Sound,

    /// <summary>A .txt, .csv or .tsv file, which may hold transcripts.</summary>
    Text,
}

/// <summary>One useful file of a dataset. Its content can be read once, before the next entry is asked for.</summary>
internal sealed class DatasetEntry(string name, DatasetEntryKind kind, EntryStream content)
{
    /// <summary>Relative path with / between folders: for display and for matching transcripts, never a path on this machine.</summary>
    public string Name { get; } = name;

    public DatasetEntryKind Kind { get; } = kind;

    /// <summary>Bytes unpacked.</summary>
    public long Length => content.Length;

    /// <summary>Copies the content to <paramref name="destination"/>, verifying its length and checksum on the way.</summary>
    /// <exception cref="DatasetException">The entry is damaged; what was copied so far is worthless.</exception>
    public void CopyTo(Stream destination, CancellationToken ct)
    {
        var buffer = new byte[128 << 10];
        while (content.Read(buffer) is var count and > 0)
        {
            ct.ThrowIfCancellationRequested();
            destination.Write(buffer, 0, count);
        }
    }

    /// <summary>The whole content, for small texts; null when there are more than <paramref name="maxBytes"/>.</summary>
    /// <exception cref="DatasetException">The entry is damaged.</exception>
    public byte[]? ReadAll(int maxBytes, CancellationToken ct)
    {
        if (Length > maxBytes)
            return null;

        using var memory = new MemoryStream((int)Length);
        CopyTo(memory, ct);
        return memory.ToArray();
    }
}

/// <summary>A file of the dataset that is passed over, and why; the reason completes "was ignored: ...".</summary>
internal sealed record IgnoredEntry(string Name, string Reason);
