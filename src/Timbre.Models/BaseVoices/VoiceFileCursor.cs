using System.Buffers.Binary;
using System.Text;

namespace Timbre.Models.BaseVoices;

/// <summary>Walks over a voice file of flite's clustergen, little-endian: numbers, and blocks that begin with their length.</summary>
/// <remarks>Layout: festvox/flite, src/cg/cst_cg_dump_voice.c. Every length is checked against the bytes that are there.</remarks>
internal ref struct VoiceFileCursor(ReadOnlySpan<byte> file)
{
    private const short FloatValue = 3;
    private const short StringValue = 5;

    private readonly ReadOnlySpan<byte> _file = file;

    public int Position { get; private set; }

    public readonly bool AtEnd => Position == _file.Length;

    public ReadOnlySpan<byte> Bytes(int count)
    {
        if (count < 0 || count > _file.Length - Position)
            throw new InvalidDataException("The base voice's file is cut short or damaged.");
        var bytes = _file.Slice(Position, count);
        Position += count;
        return bytes;
    }

    public int Int() => BinaryPrimitives.ReadInt32LittleEndian(Bytes(4));

    public float Float() => BinaryPrimitives.ReadSingleLittleEndian(Bytes(4));

    /// <summary>A number of things to follow, of which each takes at least a byte.</summary>
    public int Count()
    {
        var count = Int();
        return count >= 0 && count <= _file.Length - Position ? count : throw new InvalidDataException("The base voice's file is damaged: a count is impossible.");
    }

    public ReadOnlySpan<byte> Block() => Bytes(Int());

    public string Text() => Encoding.ASCII.GetString(Block()).TrimEnd('\0');

    public void SkipBlocks(int count)
    {
        for (var i = 0; i < count; i++)
            Block();
    }

    /// <summary>A decision tree: nodes (feature, operator, target, type, value), then the names of its features.</summary>
    /// <param name="leaves">Gets the value of every leaf that is a number, or null when nobody asks.</param>
    public void Tree(List<float>? leaves = null)
    {
        const byte LeafOperator = 255;
        var nodes = Count();
        for (var i = 0; i < nodes; i++)
        {
            var node = Bytes(6);
            var isLeaf = node[1] == LeafOperator;
            var type = BinaryPrimitives.ReadInt16LittleEndian(node[4..]);
            if (type == StringValue)
            {
                Block();
                continue;
            }

            var value = type == FloatValue ? Float() : Int();
            if (isLeaf)
                leaves?.Add(value);
        }

        SkipBlocks(Count());
    }
}
