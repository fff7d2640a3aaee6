using System.Buffers.Binary;
using System.Text;
using Timbre.Models.Utterances;

namespace Timbre.Models.Clustergen.VoiceFiles;

/// <summary>Walks over a voice file of flite's clustergen, little-endian: numbers, and blocks that begin with their length.</summary>
/// <remarks>Layout: festvox/flite, src/cg/cst_cg_dump_voice.c. Every length is checked against the bytes that are there.</remarks>
internal ref struct ClustergenFileReader(ReadOnlySpan<byte> file)
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
        return count >= 0 && count <= _file.Length - Position
            ? count
            : throw new InvalidDataException("The base voice's file is damaged: a count is impossible.");
    }

    public ReadOnlySpan<byte> Block() => Bytes(Int());

    public string Text() => Encoding.ASCII.GetString(Block()).TrimEnd('\0');

    public void SkipBlocks(int count)
    {
        for (var i = 0; i < count; i++)
            Block();
    }

    public string[] Texts()
    {
        var texts = new string[Count()];
        for (var i = 0; i < texts.Length; i++)
            texts[i] = Text();
        return texts;
    }

    /// <summary>A decision tree: nodes (feature, operator, node after a no, type, value), then the names of its features.</summary>
    public DecisionTree Tree()
    {
        var nodes = new TreeNode[Count()];
        for (var i = 0; i < nodes.Length; i++)
        {
            var node = Bytes(6);
            var (feature, comparison, otherwise) = (node[0], node[1], BinaryPrimitives.ReadUInt16LittleEndian(node[2..]));
            var value = BinaryPrimitives.ReadInt16LittleEndian(node[4..]) switch
            {
                StringValue => SymbolTable.Of(Text()),
                FloatValue => Float(),
                _ => Int(),
            };
            nodes[i] = new TreeNode(feature, comparison, otherwise, value);
        }

        return new DecisionTree(nodes, Texts());
    }

    public DecisionTree[] Trees(int count)
    {
        var trees = new DecisionTree[count];
        for (var i = 0; i < count; i++)
            trees[i] = Tree();
        return trees;
    }
}
