using System.Buffers.Binary;
using System.Text;

namespace Timbre.Text.Lexicons.Dictionaries;

/// <summary>Words and their pronunciations in one array: some four megabytes for the 130,000 words of the dictionaries.</summary>
/// <remarks>
/// An entry is: the place of the same word's next entry (4 bytes, 0 for none), length and letters of the word, the part of speech, length
/// and symbols.
/// </remarks>
internal sealed class PronunciationTable
{
    private const int SlotCount = 1 << 19; // entries are at most half of them
    private const int MaxBytes = 64 << 20;

    private readonly int[] _slots = new int[SlotCount];
    private byte[] _entries = new byte[1 << 22];
    private int _used = 1; // place 0 is "none"

    /// <summary>Different words in it.</summary>
    public int WordCount { get; private set; }

    /// <summary>Adds an entry behind the word's others.</summary>
    /// <param name="word">Small ASCII letters and apostrophes, at most 255.</param>
    /// <param name="part">As which part of speech.</param>
    /// <param name="symbols">At most 255.</param>
    public void Add(ReadOnlySpan<byte> word, PartOfSpeech part, ReadOnlySpan<byte> symbols)
    {
        if (word.Length > byte.MaxValue || symbols.Length > byte.MaxValue)
            throw new InvalidDataException("A dictionary has a word of more than 255 letters.");
        var length = 4 + 1 + word.Length + 1 + 1 + symbols.Length;
        if (_used + length > MaxBytes || WordCount >= SlotCount / 2)
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
            WordCount++;
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

    /// <summary>True when the word is in the table.</summary>
    public bool Contains(ReadOnlySpan<byte> word) => SlotOf(word) > 0;

    /// <summary>The word's entries in the order that they were added in; none when it is unknown.</summary>
    public IReadOnlyList<DictionaryEntry> Find(string word)
    {
        var offset = FirstOf(word);
        if (offset == 0)
            return [];
        var found = new List<DictionaryEntry>(2);
        for (; offset > 0; offset = Next(offset))
            found.Add(EntryAt(offset));
        return found;
    }

    /// <summary>True when the word is in the table.</summary>
    public bool Contains(ReadOnlySpan<char> word) => FirstOf(word) > 0;

    /// <summary>The word's first entry; null when it is unknown.</summary>
    public DictionaryEntry? FindFirst(string word) => FirstOf(word) is > 0 and var offset ? EntryAt(offset) : null;

    /// <summary>Every entry, in the order that they were added in.</summary>
    public IEnumerable<(string Word, DictionaryEntry Entry)> All()
    {
        for (var offset = 1; offset < _used;)
        {
            var (letters, entry) = (_entries[offset + 4], EntryAt(offset));
            yield return (Encoding.ASCII.GetString(_entries, offset + 5, letters), entry);
            offset += 7 + letters + entry.Symbols.Length;
        }
    }

    /// <summary>The place of the word's first entry; 0 for none.</summary>
    private int FirstOf(ReadOnlySpan<char> word)
    {
        if (word.Length > byte.MaxValue || !Ascii.IsValid(word))
            return 0;
        Span<byte> bytes = stackalloc byte[word.Length];
        Encoding.ASCII.GetBytes(word, bytes);
        return SlotOf(bytes);
    }

    private DictionaryEntry EntryAt(int offset)
    {
        var rest = _entries.AsSpan(offset + 5 + _entries[offset + 4]);
        return new DictionaryEntry((PartOfSpeech)rest[0], rest.Slice(2, rest[1]).ToArray());
    }

    private int Next(int offset) => BinaryPrimitives.ReadInt32LittleEndian(_entries.AsSpan(offset));

    private ref int SlotOf(ReadOnlySpan<byte> word)
    {
        var hash = 2166136261u; // FNV-1a
        foreach (var letter in word)
            hash = (hash ^ letter) * 16777619u;
        for (var at = hash ^ (hash >> 15); ; at++)
        {
            ref var slot = ref _slots[at % SlotCount];
            if (slot == 0 || _entries.AsSpan(slot + 5, _entries[slot + 4]).SequenceEqual(word))
                return ref slot;
        }
    }
}

/// <summary>Pronunciation of a word as one part of speech.</summary>
internal readonly record struct DictionaryEntry(PartOfSpeech Part, byte[] Symbols);

/// <summary>The parts of speech that the dictionary tells apart; most of its words have one reading for all.</summary>
internal enum PartOfSpeech : byte
{
    Any,
    Noun,
    Verb,
    Adjective,
    Determiner,

    /// <summary>A verb's past form.</summary>
    Past,
}
