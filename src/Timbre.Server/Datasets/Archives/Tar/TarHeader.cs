using System.Buffers.Binary;

namespace Timbre.Server.Datasets.Archives.Tar;

/// <summary>One 512-byte header block (POSIX.1 ustar, and GNU's reading of it).</summary>
/// <param name="Name">Path, with the ustar prefix before it.</param>
/// <param name="Size">Bytes of content that follow.</param>
/// <param name="Type">The type flag; NUL and '7' are told as '0', a plain file.</param>
internal sealed record TarHeader(string Name, long Size, char Type)
{
    public const int BlockBytes = 512;

    private const int SumOffset = 148;

    public static bool HasRightSum(ReadOnlySpan<byte> block)
    {
        var sum = 8 * (int)' '; // the sum is taken with its own field blank
        for (var i = 0; i < BlockBytes; i++)
            sum += i is >= SumOffset and < SumOffset + 8 ? 0 : block[i];

        return Number(block.Slice(SumOffset, 8)) == sum;
    }

    /// <returns>Null when the block is not a header.</returns>
    public static TarHeader? Parse(ReadOnlySpan<byte> block)
    {
        if (!HasRightSum(block) || Number(block.Slice(124, 12)) is not { } size)
            return null;

        var name = Text(block[..100]);
        var hasPrefix = block.Slice(257, 8).SequenceEqual("ustar\000"u8);
        if (hasPrefix && Text(block.Slice(345, 155)) is { Length: > 0 } prefix)
            name = $"{prefix}/{name}";

        var type = (char)block[156];
        return new TarHeader(name, size, type is '\0' or '7' ? '0' : type);
    }

    /// <summary>A text field: up to the first NUL.</summary>
    public static string Text(ReadOnlySpan<byte> field)
    {
        if (field.IndexOf((byte)0) is var end and >= 0)
            field = field[..end];

        return EntryName.Decode(field, b => (char)b);
    }

    /// <summary>Octal digits, or GNU's big-endian binary for what they cannot hold; null when neither or negative.</summary>
    private static long? Number(ReadOnlySpan<byte> field)
    {
        if ((field[0] & 0x80) != 0)
        {
            var binary = BinaryPrimitives.ReadInt64BigEndian(field[^8..]);
            return field[0] == 0x80 && (field.Length <= 8 || !field[1..^8].ContainsAnyExcept((byte)0)) && field.Length > 8 && binary >= 0
                ? binary
                : null;
        }

        var digits = field.Trim(" \0"u8);
        var value = 0L;
        foreach (var digit in digits)
        {
            if (digit is < (byte)'0' or > (byte)'7')
                return null;

            value = (value << 3) | (long)(digit - '0'); // 12 digits at most: 36 bits
        }

        return value;
    }
}
