using System.Buffers.Binary;
using System.Text;

namespace Timbre.Models.Text.Lexicons.Dictionaries;

/// <summary>Words and how they are said, in one array: some four megabytes for the 130,000 words of the dictionaries.</summary>
/// <remarks>An entry is: the place of the same word's next entry (4 bytes, 0 for none), length and letters of the word, the part of speech, length and symbols.</remarks>
internal sealed class PronunciationTable
{
    private const int Slots = 1 << 19; // entries are at most half of them
    private const int MostBytes = 64 << 20;

    private readonly int[] _slots = new int[Slots];
    private byte[] _entries = new byte[1 << 22];
    private int _used = 1; // place 0 is "none"

    /// <summary>Different words in it.</summary>
    public int Words { get; private set; }

    /// <summary>Adds an entry behind the word's others.</summary>
    /// <param name="word">Small ASCII letters and apostrophes, at most 255.</param>
    /// <param name="part">As which part of speech.</param>
    /// <param name="symbols">At most 255.</param>
    public void Add(ReadOnlySpan<byte> word, Part part, ReadOnlySpan<byte> symbols)
    {
        if (word.Length > byte.MaxValue || symbols.Length > byte.MaxValue)
            throw new InvalidDataException("A dictionary has a word of more than 255 letters.");
        var length = 4 + 1 + word.Length + 1 + 1 + symbols.Length;
        if (_used + length > MostBytes || Words >= Slots / 2)
            throw new InvalidDataException("A dictionary is larger than any known.");
        if (_used + length > _entries.Length)
            Array.Resize(ref _entries, _entries.Length * 2);

        var entry = _entries.AsSpan(_used, length);
        entry[4] = (byte)word.Length;
        word.CopyTo(entry[5..]);
        var rest = entry[(5 + word.Length)..];
        rest[0] = (byte)part;
        rest[1] = (byte)symbols.Length;
        symbols.CopyTo(rest[2..]);

        ref var slot = ref SlotOf(word);
        if (slot == 0)
        {
            slot = _used;
            Words++;
        }
        else
        {
            var last = slot;
            while (Next(last) is > 0 and var next)
                last = next;
            BinaryPrimitives.WriteInt32LittleEndian(_entries.AsSpan(last), _used);
        }

        _used += length;
    }

    /// <summary>Whether the word is in it.</summary>
    public bool Has(ReadOnlySpan<byte> word) => SlotOf(word) > 0;

    /// <summary>The word's entries in the order that they were added in; none when it is unknown.</summary>
    public IReadOnlyList<Entry> Find(string word)
    {
        if (word.Length > byte.MaxValue || !Ascii.IsValid(word))
            return [];
        Span<byte> bytes = stackalloc byte[word.Length];
        Encoding.ASCII.GetBytes(word, bytes);
        var found = new List<Entry>(2);
        for (var place = SlotOf(bytes); place > 0; place = Next(place))
            found.Add(Read(place).Entry);
        return found;
    }

    /// <summary>Every entry, in the order that they were added in.</summary>
    public IEnumerable<(string Word, Entry Entry)> All()
    {
        for (var place = 1; place < _used;)
        {
            var (word, entry, length) = Read(place);
            yield return (word, entry);
            place += length;
        }
    }

    private (string Word, Entry Entry, int Length) Read(int place)
    {
        var letters = _entries[place + 4];
        var rest = _entries.AsSpan(place + 5 + letters);
        return (Encoding.ASCII.GetString(_entries, place + 5, letters), new Entry((Part)rest[0], rest.Slice(2, rest[1]).ToArray()), 7 + letters + rest[1]);
    }

    private int Next(int place) => BinaryPrimitives.ReadInt32LittleEndian(_entries.AsSpan(place));

    private ref int SlotOf(ReadOnlySpan<byte> word)
    {
        var hash = 2166136261u; // FNV-1a
        foreach (var letter in word)
            hash = (hash ^ letter) * 16777619u;
        for (var at = hash ^ (hash >> 15); ; at++)
        {
            ref var slot = ref _slots[at % Slots];
            if (slot == 0 || _entries.AsSpan(slot + 5, _entries[slot + 4]).SequenceEqual(word))
                return ref slot;
        }
    }
}

/// <summary>How a word is said as one part of speech.</summary>
internal readonly record struct Entry(Part Part, byte[] Symbols);

/// <summary>The parts of speech that the dictionary tells apart; most of its words have one reading for all.</summary>
internal enum Part : byte
{
    Any,
    Noun,
    Verb,
    Adjective,
    Determiner,

    /// <summary>A verb's past form.</summary>
    Past,
}
