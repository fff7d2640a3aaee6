using System.Buffers.Binary;

namespace Timbre.Server.Datasets.Archives.Zip;

/// <summary>Where a zip's central directory lies: its end record, in zip64 or not (APPNOTE 4.3.14 to 4.3.16).</summary>
/// <param name="Entries">Number of file headers.</param>
/// <param name="Start">Of the central directory in the file.</param>
/// <param name="Length">Of the central directory in bytes.</param>
internal sealed record ZipEnd(long Entries, long Start, long Length)
{
    private const int EndBytes = 22;
    private const int LocatorBytes = 20;
    private const int End64Bytes = 56;

    /// <summary>Finds the one end record that ends where the file ends.</summary>
    /// <remarks>
    /// Tools disagree on what to do with bytes after the end, or with an end record hidden in the comment of another; a file that needs
    /// such a decision is refused.
    /// </remarks>
    public static ZipEnd Find(FileStream file)
    {
        var length = file.Length;
        var tail = new byte[(int)Math.Min(length, EndBytes + ushort.MaxValue)];
        ZipReader.ReadAt(file, length - tail.Length, tail);

        var found = -1;
        var any = false;
        for (var at = tail.Length - EndBytes; at >= 0; at--)
        {
            if (!tail.AsSpan(at).StartsWith("PK\x05\x06"u8))
                continue;

            any = true;
            if (at + EndBytes + BinaryPrimitives.ReadUInt16LittleEndian(tail.AsSpan(at + 20)) != tail.Length)
                continue;
            if (found >= 0)
                throw ZipReader.Damaged("has two ends");

            found = at;
        }

        if (found < 0)
            throw ZipReader.Damaged(any ? "has bytes after its end" : "has no end; perhaps it was sent only in part");

        var end = tail.AsSpan(found, EndBytes);
        var position = length - tail.Length + found;
        if (Locate64(file, position) is { } position64)
            return Check(Read64(file, end, position64), position64);

        if (U16(end, 4) != 0 || U16(end, 6) != 0 || U16(end, 8) != U16(end, 10))
            throw ZipReader.Damaged("is one part of several");

        return Check(new ZipEnd(U16(end, 10), U32(end, 16), U32(end, 12)), position);
    }

    /// <summary>The position of the zip64 end record, or null in a small zip.</summary>
    private static long? Locate64(FileStream file, long end)
    {
        if (end < LocatorBytes)
            return null;

        var locator = new byte[LocatorBytes];
        ZipReader.ReadAt(file, end - LocatorBytes, locator);
        if (!locator.AsSpan().StartsWith("PK\x06\x07"u8))
            return null;

        var position = BinaryPrimitives.ReadUInt64LittleEndian(locator.AsSpan(8));
        if (U32(locator, 4) != 0 || U32(locator, 16) > 1 || position != (ulong)(end - LocatorBytes - End64Bytes))
            throw ZipReader.Damaged("has a zip64 end that is not where it should be");

        return (long)position;
    }

    private static ZipEnd Read64(FileStream file, ReadOnlySpan<byte> end, long position)
    {
        var record = new byte[End64Bytes];
        ZipReader.ReadAt(file, position, record);
        var (entriesHere, entries, length, start) = (U64(record, 24), U64(record, 32), U64(record, 40), U64(record, 48));
        if (!record.AsSpan().StartsWith("PK\x06\x06"u8) || U64(record, 4) != End64Bytes - 12
            || U32(record, 16) != 0 || U32(record, 20) != 0 || entriesHere != entries
            || !Agree(U16(end, 4), 0, ushort.MaxValue) || !Agree(U16(end, 6), 0, ushort.MaxValue)
            || !Agree(U16(end, 8), entries, ushort.MaxValue) || !Agree(U16(end, 10), entries, ushort.MaxValue)
            || !Agree(U32(end, 12), length, uint.MaxValue) || !Agree(U32(end, 16), start, uint.MaxValue))
            throw ZipReader.Damaged("says different things in its two ends (zip64)");

        return new ZipEnd(
            (long)Math.Min(entries, long.MaxValue), (long)Math.Min(start, long.MaxValue), (long)Math.Min(length, long.MaxValue));
    }

    /// <summary>The small field repeats the large one, or says "see there".</summary>
    private static bool Agree(uint small, ulong large, uint seeThere) => small == large || small == seeThere;

    private static ZipEnd Check(ZipEnd end, long position) =>
        end.Start <= position && end.Length == position - end.Start
            ? end
            : throw ZipReader.Damaged("has a directory that does not lie before its end");

    private static uint U16(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt16LittleEndian(bytes[at..]);

    private static uint U32(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt32LittleEndian(bytes[at..]);

    private static ulong U64(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt64LittleEndian(bytes[at..]);
}
