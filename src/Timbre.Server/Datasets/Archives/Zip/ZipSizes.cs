using System.Buffers.Binary;

namespace Timbre.Server.Datasets.Archives.Zip;

/// <summary>Sizes and place of an entry, from the header's 32 bits or the zip64 extra field (APPNOTE 4.5.3).</summary>
internal readonly record struct ZipSizes(long Packed, long Unpacked, long Offset)
{
    private const int Zip64 = 0x0001;

    /// <param name="name">For messages.</param>
    /// <param name="sizes">The header from its field "compressed size" on.</param>
    /// <param name="extra">The header's extra field.</param>
    /// <param name="disk">The header's disk number.</param>
    /// <param name="offset">The header's offset.</param>
    public static ZipSizes Read(string name, ReadOnlySpan<byte> sizes, ReadOnlySpan<byte> extra, ushort disk, uint offset)
    {
        var (packed, unpacked) = (BinaryPrimitives.ReadUInt32LittleEndian(sizes), BinaryPrimitives.ReadUInt32LittleEndian(sizes[4..]));
        var large = Find(name, extra);

        // In the extra field stand, in this order, exactly the fields whose small twin says "see there".
        var wideUnpacked = ReadField(name, unpacked, ref large);
        var widePacked = ReadField(name, packed, ref large);
        var wideOffset = ReadField(name, offset, ref large);
        if (disk is not (0 or ushort.MaxValue))
            throw ZipReader.Damaged("lies on another disk", name);

        return new ZipSizes(widePacked, wideUnpacked, wideOffset);
    }

    private static ReadOnlySpan<byte> Find(string name, ReadOnlySpan<byte> extra)
    {
        ReadOnlySpan<byte> found = default;
        var count = 0;
        while (extra.Length >= 4)
        {
            var (id, length) = (BinaryPrimitives.ReadUInt16LittleEndian(extra), BinaryPrimitives.ReadUInt16LittleEndian(extra[2..]));
            if (extra.Length < 4 + length)
                break; // padding, as some tools align with it

            if (id == Zip64 && ++count == 1)
                found = extra.Slice(4, length);

            extra = extra[(4 + length)..];
        }

        return count > 1 ? throw ZipReader.Damaged("gives its size twice (zip64)", name) : found;
    }

    private static long ReadField(string name, uint small, ref ReadOnlySpan<byte> large)
    {
        if (small != uint.MaxValue)
            return small;

        if (large.Length < 8 || BinaryPrimitives.ReadInt64LittleEndian(large) is var value && value < 0)
            throw ZipReader.Damaged("gives no plausible size (zip64)", name);

        large = large[8..];
        return value;
    }
}
