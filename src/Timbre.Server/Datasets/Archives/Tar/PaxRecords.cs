using System.Globalization;
using System.Text;

namespace Timbre.Server.Datasets.Archives.Tar;

/// <summary>What a pax header says of the next entry (POSIX.1, "pax Extended Header"): of all its records, name and size.</summary>
internal sealed record PaxRecords(string? Path, long? Size)
{
    /// <summary>Reads records of the form "LENGTH KEY=VALUE\n".</summary>
    /// <param name="bytes">The header's content.</param>
    /// <param name="isGlobal">For all entries at once; then a name or a size makes no sense.</param>
    /// <exception cref="DatasetException">Malformed, twice the same, or about a sparse file.</exception>
    public static PaxRecords Parse(ReadOnlySpan<byte> bytes, bool isGlobal)
    {
        string? path = null;
        long? size = null;
        while (!bytes.IsEmpty)
        {
            var (key, value) = Next(ref bytes);
            if (key.StartsWith("GNU.sparse.", StringComparison.Ordinal) || key == "SCHILY.realsize")
                throw TarReader.Sparse();
            if (key is not ("path" or "size"))
                continue;
            if (isGlobal || (key == "path" ? path is not null : size is not null))
                throw TarReader.Damaged("names an entry twice (pax)");

            if (key == "path")
                path = EntryName.Decode(value, b => (char)b);
            else
                size = ReadSize(value);
        }

        return new PaxRecords(path, size);
    }

    private static (string Key, byte[] Value) Next(ref ReadOnlySpan<byte> bytes)
    {
        var space = bytes.IndexOf((byte)' ');
        var equals = bytes.IndexOf((byte)'=');
        if (space is < 1 or > 6 || equals < space
            || !int.TryParse(bytes[..space], NumberStyles.None, null, out var length)
            || length <= equals + 1 || length > bytes.Length || bytes[length - 1] != '\n')
            throw TarReader.Damaged("has a malformed pax header");

        var record = (Encoding.Latin1.GetString(bytes[(space + 1)..equals]), bytes[(equals + 1)..(length - 1)].ToArray());
        bytes = bytes[length..];
        return record;
    }

    private static long ReadSize(byte[] value) =>
        long.TryParse(value, NumberStyles.None, null, out var size) ? size : throw TarReader.Damaged("gives no plausible size (pax)");
}
