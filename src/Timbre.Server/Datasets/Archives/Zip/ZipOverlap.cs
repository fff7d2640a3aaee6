using System.Buffers.Binary;

namespace Timbre.Server.Datasets.Archives.Zip;

/// <summary>
/// Holds each entry to a place of its own. Zip bombs that beat every ratio let many entries of the directory share one
/// stretch of the file, or quote each other's headers as data; here no byte belongs to two entries.
/// </summary>
internal static class ZipOverlap
{
    public const int LocalHeaderBytes = 30;

    /// <exception cref="DatasetException">Two entries overlap, one lies in the directory, or a local header contradicts the
    /// directory.</exception>
    public static void Refuse(FileStream file, IReadOnlyList<ZipRecord> records, long directoryStart)
    {
        var free = 0L;
        foreach (var record in records.OrderBy(record => record.Offset))
        {
            if (record.Offset < free)
                throw ZipReader.Damaged("shares its place in the archive with another entry", record.Name);
            if (free == 0 && record.Offset != 0)
                throw ZipReader.Damaged("has something else before its first entry");

            var start = DataStart(file, record, directoryStart);
            if (record.Packed > directoryStart - start)
                throw ZipReader.Damaged("does not lie within the archive", record.Name);

            free = start + record.Packed;
        }
    }

    /// <summary>Where the packed bytes begin, by the local header, which must say what the directory says.</summary>
    public static long DataStart(FileStream file, ZipRecord record, long directoryStart)
    {
        if (record.Offset > directoryStart - LocalHeaderBytes - record.RawName.Length)
            throw ZipReader.Damaged("does not lie within the archive", record.Name);

        var header = new byte[LocalHeaderBytes + record.RawName.Length];
        ZipReader.ReadAt(file, record.Offset, header);
        var (nameBytes, extraBytes) = (U16(header, 26), U16(header, 28));
        if (!header.AsSpan().StartsWith("PK\x03\x04"u8)
            || nameBytes != record.RawName.Length
            || !header.AsSpan(LocalHeaderBytes).SequenceEqual(record.RawName)
            || U16(header, 8) != record.Method
            || ((U16(header, 6) ^ record.Flags) & (ZipRecord.EncryptionFlags | ZipRecord.DataDescriptorFlag)) != 0)
            throw ZipReader.Damaged("is described differently in two places", record.Name);

        var start = record.Offset + header.Length + extraBytes;
        if (start > directoryStart)
            throw ZipReader.Damaged("does not lie within the archive", record.Name);

        // With a data descriptor the local sizes are zero or stand behind the data; else they must be the directory's.
        if ((record.Flags & ZipRecord.DataDescriptorFlag) == 0)
        {
            var extra = new byte[extraBytes];
            ZipReader.ReadAt(file, record.Offset + header.Length, extra);
            var local = ZipSizes.Read(record.Name, header.AsSpan(18), extra, disk: 0, offset: 0);
            if (local.Packed != record.Packed || local.Unpacked != record.Unpacked
                || BinaryPrimitives.ReadUInt32LittleEndian(header.AsSpan(14)) != record.Crc)
                throw ZipReader.Damaged("has two different sizes or checksums", record.Name);
        }

        return start;
    }

    private static ushort U16(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt16LittleEndian(bytes[at..]);
}
