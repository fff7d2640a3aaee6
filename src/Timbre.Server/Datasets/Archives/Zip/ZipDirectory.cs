using System.Buffers.Binary;

namespace Timbre.Server.Datasets.Archives.Zip;

/// <summary>
/// Reads a zip's central directory by its bytes, because the library passes over what matters here: encryption, links, overlaps, and sizes
/// that are said twice.
/// </summary>
internal static class ZipDirectory
{
    private const int HeaderBytes = 46;
    private const int MaxDirectoryBytes = 64 << 20;

    // What a zip without the UTF-8 flag writes above 127 (APPNOTE appendix D: IBM code page 437).
    private const string Cp437 =
        "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐" +
        "└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00a0";

    /// <summary>All file headers in their order.</summary>
    /// <exception cref="DatasetException">Damaged, encrypted, links, or too much.</exception>
    public static IReadOnlyList<ZipRecord> Read(FileStream file, ArchiveLimits limits)
    {
        var end = ZipEnd.Find(file);
        if (end.Entries == 0)
            throw new DatasetException(DatasetCode.Empty, "The dataset is an archive without files.");
        if (end.Entries > limits.MaxEntries || end.Length > MaxDirectoryBytes)
            throw DatasetArchive.TooMany(limits);
        if (end.Length < end.Entries * HeaderBytes)
            throw ZipReader.Damaged("has a directory shorter than it says");

        var bytes = new byte[(int)end.Length];
        ZipReader.ReadAt(file, end.Start, bytes);

        var records = new List<ZipRecord>((int)end.Entries);
        var rest = bytes.AsSpan();
        var unpacked = 0L;
        for (var i = 0L; i < end.Entries; i++)
        {
            records.Add(ReadRecord(ref rest, limits));
            unpacked += records[^1].Unpacked; // each is bounded, so the sum of MaxEntries cannot overflow
            if (unpacked > limits.MaxUnpackedBytes)
                throw DatasetArchive.TooLarge(limits);
        }

        if (!rest.IsEmpty)
            throw ZipReader.Damaged("has more in its directory than it says");
        if (unpacked > limits.MaxFrom(file.Length))
            throw DatasetArchive.TooDense("The dataset");

        ZipOverlap.Refuse(file, records, end.Start);
        return records;
    }

    private static ZipRecord ReadRecord(ref Span<byte> rest, ArchiveLimits limits)
    {
        if (rest.Length < HeaderBytes || !rest.StartsWith("PK\x01\x02"u8))
            throw ZipReader.Damaged("has a damaged directory");

        var header = rest[..HeaderBytes];
        var (nameBytes, extraBytes, commentBytes) = (U16(header, 28), U16(header, 30), U16(header, 32));
        if (rest.Length < HeaderBytes + nameBytes + extraBytes + commentBytes)
            throw ZipReader.Damaged("has a damaged directory");

        var rawName = rest.Slice(HeaderBytes, nameBytes).ToArray();
        var extra = rest.Slice(HeaderBytes + nameBytes, extraBytes);
        rest = rest[(HeaderBytes + nameBytes + extraBytes + commentBytes)..];

        var (flags, method) = (U16(header, 8), U16(header, 10));
        var name = DecodeName(rawName, flags);
        RefuseSpecial(name, flags, BinaryPrimitives.ReadUInt32LittleEndian(header[38..]));

        var sizes = ZipSizes.Read(
            name, header[20..], extra, disk: U16(header, 34), offset: BinaryPrimitives.ReadUInt32LittleEndian(header[42..]));
        if (method is not (ZipRecord.Stored or ZipRecord.Deflated))
            throw new DatasetException(
                DatasetCode.UnknownFormat,
                $"'{EntryName.Show(name)}' in the dataset is packed by a method that is not read ({method}). Use the usual one (deflate).");
        if (method == ZipRecord.Stored && sizes.Packed != sizes.Unpacked)
            throw ZipReader.Damaged("has two different sizes", name);
        if (sizes.Unpacked > limits.MaxFrom(sizes.Packed))
            throw DatasetArchive.TooDense($"'{EntryName.Show(name)}' in the dataset");

        // Said again where all kinds of archives are bounded; here it keeps the sum from overflowing.
        if (sizes.Unpacked > limits.MaxUnpackedBytes)
            throw DatasetArchive.TooLarge(limits);

        return new ZipRecord(
            name, rawName, flags, method, BinaryPrimitives.ReadUInt32LittleEndian(header[16..]), sizes.Packed, sizes.Unpacked,
            sizes.Offset);
    }

    private static string DecodeName(byte[] raw, int flags)
    {
        if ((flags & ZipRecord.Utf8Flag) != 0 && !System.Text.Unicode.Utf8.IsValid(raw))
            throw ZipReader.Damaged("has a name that is not the UTF-8 it says", EntryName.Decode(raw, b => (char)b));

        return EntryName.Decode(raw, b => b < 128 ? (char)b : Cp437[b - 128]);
    }

    /// <summary>External attributes carry the Unix mode in the upper half and DOS attributes in the lower.</summary>
    private static void RefuseSpecial(string name, int flags, uint attributes)
    {
        if ((flags & ZipRecord.EncryptionFlags) != 0)
            throw new DatasetException(
                DatasetCode.Encrypted, $"'{EntryName.Show(name)}' in the dataset is encrypted. Pack it without a password.");

        const int reparsePoint = 0x400;
        var fileType = (attributes >> 28) & 0xf;
        if (fileType == 0xa || (attributes & reparsePoint) != 0)
            throw EntryName.Unsafe(name, "is a link");
        if (fileType is not (0 or 0x4 or 0x8)) // unknown, folder, file
            throw EntryName.Unsafe(name, "is a device or pipe, not a file");
    }

    private static ushort U16(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt16LittleEndian(bytes[at..]);
}
