using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace Timbre.Models.Alignment.Acoustics;

/// <summary>
/// Walks over a file of Sphinx's acoustic models, little-endian. Every length is checked against the bytes that are there.
/// </summary>
internal ref struct SphinxFileReader(ReadOnlySpan<byte> file)
{
    private const uint ByteOrder = 0x11223344;

    private readonly ReadOnlySpan<byte> _file = file;
    private int _position;

    public ReadOnlySpan<byte> Bytes(int count)
    {
        if (count < 0 || count > _file.Length - _position)
            throw Damaged();
        var bytes = _file.Slice(_position, count);
        _position += count;
        return bytes;
    }

    public int Int() => BinaryPrimitives.ReadInt32LittleEndian(Bytes(4));

    public void Expect(int value)
    {
        if (Int() != value)
            throw Damaged();
    }

    public float[] Floats(int count) => MemoryMarshal.Cast<byte, float>(Bytes(checked(count * 4))).ToArray();

    /// <summary>A text that ends with a zero byte.</summary>
    public string Text()
    {
        var length = _file[_position..].IndexOf((byte)0);
        var text = Encoding.ASCII.GetString(Bytes(length));
        _position++;
        return text;
    }

    /// <summary>Goes on at the next multiple of four.</summary>
    public void Align() => Bytes(-_position & 3);

    /// <summary>The head of the files of parameters: lines of text to <c>endhdr</c>, then a number that gives the byte order.</summary>
    public void Head()
    {
        var end = _file.IndexOf("endhdr\n"u8);
        if (end < 0)
            throw Damaged();
        _position = end + "endhdr\n"u8.Length;
        Expect((int)ByteOrder);
    }

    public static InvalidDataException Damaged() =>
        new("The acoustic model of PocketSphinx is damaged, or not the one that its Debian package brings.");
}
