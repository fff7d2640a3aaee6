namespace Timbre.Audio.Tests.Formats.Hostile;

/// <summary>Elements of a Matroska file: a name, a size, a body.</summary>
internal static class Ebml
{
    public static byte[] Element(uint id, ReadOnlySpan<byte> body)
    {
        var name = BitConverter.GetBytes(id).Reverse().SkipWhile(part => part == 0);
        return [.. name, 0x10, .. BitConverter.GetBytes(body.Length).Reverse().Skip(1), .. body];
    }

    /// <summary>A WebM file with this in its segment.</summary>
    public static byte[] File(ReadOnlySpan<byte> segment) =>
        [
            .. Element(
                0x1A45DFA3, [.. Element(0x4286, [1]), .. Element(0x4282, "webm"u8), .. Element(0x4287, [4]), .. Element(0x4285, [2])]),
            .. Element(0x18538067, segment)
        ];
}
