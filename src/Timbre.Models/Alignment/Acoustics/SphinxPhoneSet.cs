using System.Runtime.InteropServices;

namespace Timbre.Models.Alignment.Acoustics;

/// <summary>States of triphones: the model definition (mdef) in its binary form.</summary>
/// <remarks>
/// Layout: magic, version, a text of given length, ten counts, names of phones, a tree (place in the word, phone, phone before, phone
/// behind), a row for each phone in context, the states of each. A phone in a context that was never seen falls back to other places in the
/// word, then to the phone without context, as in PocketSphinx.
/// </remarks>
internal sealed class SphinxPhoneSet
{
    /// <summary>Emitting states of a phone, passed from left to right.</summary>
    public const int States = 3;

    private const int Version = 1;
    private const int RowInts = 3;

    private readonly Dictionary<string, int> _byName;
    private readonly int[] _rows;
    private readonly ushort[] _sequences;
    private readonly (short Context, short Children, int First)[] _tree;

    private SphinxPhoneSet(string[] names, int[] rows, ushort[] sequences, (short, short, int)[] tree, int senones, int silence)
    {
        (Names, _rows, _sequences, _tree, Senones, Silence) = (names, rows, sequences, tree, senones, silence);
        _byName = names.Select((name, index) => (name, index)).ToDictionary(phone => phone.name, phone => phone.index);
    }

    /// <summary>The phones without context; numbers of phones are places in here.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>Different states of all phones in all contexts.</summary>
    public int Senones { get; }

    /// <summary>The phone of a pause.</summary>
    public int Silence { get; }

    /// <summary>Reads the file.</summary>
    public static SphinxPhoneSet Read(ReadOnlySpan<byte> file)
    {
        var cursor = new SphinxFileReader(file);
        if (!cursor.Bytes(4).SequenceEqual("BMDF"u8))
            throw SphinxFileReader.Damaged();
        cursor.Expect(Version);
        cursor.Bytes(cursor.Int());
        var (phones, inContext) = (cursor.Int(), cursor.Int());
        cursor.Expect(States);
        var (_, senones, _, sequences, _, nodes, silence) = (cursor.Int(), cursor.Int(), cursor.Int(), cursor.Int(), cursor.Int(),
            cursor.Int(), cursor.Int());
        if (phones is <= 0 or > byte.MaxValue || silence < 0 || silence >= phones || senones is <= 0 or > ushort.MaxValue)
            throw SphinxFileReader.Damaged();
        var names = new string[phones];
        for (var i = 0; i < phones; i++)
            names[i] = cursor.Text();
        cursor.Align();
        var tree = Tree(MemoryMarshal.Cast<byte, short>(cursor.Bytes(checked(nodes * 8))));
        var rows = MemoryMarshal.Cast<byte, int>(cursor.Bytes(checked(inContext * RowInts * 4))).ToArray();
        cursor.Expect(sequences * States);
        var states = MemoryMarshal.Cast<byte, ushort>(cursor.Bytes(checked(sequences * States * 2))).ToArray();
        if (states.Any(state => state >= senones))
            throw SphinxFileReader.Damaged();
        return new SphinxPhoneSet(names, rows, states, tree, senones, silence);
    }

    /// <summary>The number of a phone, or -1.</summary>
    public int Find(string name) => _byName.GetValueOrDefault(name, -1);

    /// <summary>Noises and pauses are no speech.</summary>
    public bool IsSpeech(int phone) => phone != Silence && Names[phone][0] != '+';

    /// <summary>The states of a phone without context.</summary>
    public ReadOnlySpan<ushort> StatesOf(int phone) => Sequence(phone);

    /// <summary>The states of a phone between two others.</summary>
    public ReadOnlySpan<ushort> StatesOf(int phone, int before, int after, WordPosition position)
    {
        if (!IsSpeech(phone))
            return Sequence(phone);
        var (left, right) = (IsSpeech(before) ? before : Silence, IsSpeech(after) ? after : Silence);
        var row = Search(position, phone, left, right);
        for (var other = WordPosition.Inside; row < 0 && other <= WordPosition.Alone; other++)
            row = Search(other, phone, left, right);
        return Sequence(row < 0 ? phone : row);
    }

    private ReadOnlySpan<ushort> Sequence(int row)
    {
        var sequence = _rows[row * RowInts];
        return _sequences.AsSpan(sequence * States, States);
    }

    /// <summary>Goes down the tree by place, phone and contexts to the row, or -1.</summary>
    private int Search(WordPosition position, int phone, int before, int after)
    {
        var (first, count) = (0, 4);
        ReadOnlySpan<int> path = [(int)position, phone, before, after];
        for (var level = 0; level < path.Length; level++)
        {
            var at = first;
            while (at < first + count && _tree[at].Context != path[level])
                at++;
            if (at == first + count)
                return -1;
            var node = _tree[at];
            if (node.Children == 0)
                return node.First;
            (first, count) = (node.First, node.Children);
        }

        return -1;
    }

    private static (short, short, int)[] Tree(ReadOnlySpan<short> shorts)
    {
        var tree = new (short, short, int)[shorts.Length / 4];
        for (var i = 0; i < tree.Length; i++)
            tree[i] = (shorts[4 * i], shorts[4 * i + 1], (ushort)shorts[4 * i + 2] | shorts[4 * i + 3] << 16);
        return tree;
    }
}

/// <summary>Positions of a phone in its word; the numbers are the file's.</summary>
internal enum WordPosition
{
    /// <summary>Neither first nor last.</summary>
    Inside,

    /// <summary>First of several.</summary>
    Begin,

    /// <summary>Last of several.</summary>
    End,

    /// <summary>The only one.</summary>
    Alone,
}
