using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace Timbre.Models.Recognition.LanguageModel;

/// <summary>
/// Probability of a word after two others, ln p(w | u v), with back-off (Katz 1987): Debian's trigrams of general English, in the format
/// that PocketSphinx reads.
/// </summary>
/// <remarks>
/// A trie over words from the last to the first, as in KenLM (Heafield 2011): unigrams with the range of their bigrams, bigrams with that
/// of their trigrams, both packed by the bit and sorted by word within a range; probabilities by number in tables of 65,536. Any number
/// of threads.
/// </remarks>
internal sealed class TrigramModel
{
    private const string Magic = "Trie Language Model";
    private const int Order = 3;
    private const int TableSize = 1 << 16;
    private const int WeightBits = 16;
    private const int MaxWords = 1 << 22, MaxEntries = (1 << 25) - 2; // what 25 bits can count
    private const int EntryPadding = 8; // bytes behind each packed array

    /// <summary>Logarithms in the file are to this base.</summary>
    private static readonly float NatsPerUnit = (float)Math.Log(1.0001);

    private readonly Unigram[] _unigrams;
    private readonly float[] _tables; // of bigrams: probability, back-off; of trigrams: probability
    private readonly BitArray _bigrams, _trigrams;
    private readonly int _wordBits, _nextBits;
    private readonly Dictionary<string, int> _numbers;

    [StructLayout(LayoutKind.Sequential)]
    private readonly record struct Unigram(float Probability, float BackOff, int Next);

    /// <exception cref="InvalidDataException">It is no such file, or not whole.</exception>
    public TrigramModel(byte[] file)
    {
        var reader = new Reader(file);
        if (Encoding.ASCII.GetString(reader.Take(Magic.Length)) != Magic || reader.Take(1)[0] != Order)
            throw new InvalidDataException("The language model is not a trie of trigrams, as PocketSphinx reads it.");
        var (words, bigrams, trigrams) = (reader.Int32(1, MaxWords), reader.Int32(1, MaxEntries), reader.Int32(1, MaxEntries));
        reader.Int32(int.MinValue, int.MaxValue);
        _tables = MemoryMarshal.Cast<byte, float>(reader.Take((2 * Order - 3) * TableSize * sizeof(float))).ToArray();
        _unigrams = MemoryMarshal.Cast<byte, Unigram>(reader.Take((words + 1) * 3 * sizeof(float))).ToArray();
        _wordBits = BitArray.BitsFor(words);
        _nextBits = BitArray.BitsFor(trigrams);
        _bigrams = new BitArray(reader.TakeMemory(PackedBytes(bigrams, _wordBits + 2 * WeightBits + _nextBits)));
        _trigrams = new BitArray(reader.TakeMemory(PackedBytes(trigrams, _wordBits + WeightBits)));
        Words = Encoding.UTF8.GetString(reader.Take(reader.Int32(1, file.Length))).Split('\0', StringSplitOptions.RemoveEmptyEntries);
        if (Words.Count != words)
            throw new InvalidDataException($"The language model has {Words.Count} names for {words} words.");
        _numbers = Words.Index().ToDictionary(word => word.Item, word => word.Index, StringComparer.Ordinal);
    }

    /// <summary>All words, by their numbers.</summary>
    public IReadOnlyList<string> Words { get; }

    /// <summary>The number of a word in small letters; -1 where it is not known.</summary>
    public int Find(string word) => _numbers.GetValueOrDefault(word, -1);

    /// <summary>ln p(word | before, beforeThat).</summary>
    /// <param name="word">A number.</param>
    /// <param name="before">The word before it; -1 at the beginning of a text.</param>
    /// <param name="beforeThat">The one before that; -1 where there is none.</param>
    public float LogProbability(int word, int before, int beforeThat)
    {
        if (before < 0)
            return LogProbability(word);
        var bigram = FindBigram(word, before);
        if (bigram < 0)
            return NatsPerUnit * (_unigrams[word].Probability + _unigrams[before].BackOff + BackOff(before, beforeThat));
        var trigram = beforeThat < 0 ? -1
            : FindWord(_trigrams, Next(bigram), Next(bigram + 1), TrigramBits, beforeThat);
        return NatsPerUnit * (trigram < 0 ? Weight(bigram, 0) + BackOff(before, beforeThat) : TrigramWeight(trigram));
    }

    /// <summary>ln p(word) without a context.</summary>
    public float LogProbability(int word) => NatsPerUnit * _unigrams[word].Probability;

    private int BigramBits => _wordBits + 2 * WeightBits + _nextBits;

    private int TrigramBits => _wordBits + WeightBits;

    private float BackOff(int before, int beforeThat) =>
        beforeThat >= 0 && FindBigram(before, beforeThat) is >= 0 and var bigram ? Weight(bigram, 1) : 0;

    private int FindBigram(int word, int before) =>
        FindWord(_bigrams, _unigrams[word].Next, _unigrams[word + 1].Next, BigramBits, before);

    /// <summary>The place of a word in a sorted range; -1 where it is not there.</summary>
    private int FindWord(BitArray entries, int begin, int end, int bits, int word)
    {
        while (begin < end)
        {
            var middle = begin + (end - begin) / 2;
            var found = entries.Read((long)middle * bits, _wordBits);
            if (found == word)
                return middle;
            if (found < word)
                begin = middle + 1;
            else
                end = middle;
        }

        return -1;
    }

    private int Next(int bigram) => _bigrams.Read((long)bigram * BigramBits + _wordBits + 2 * WeightBits, _nextBits);

    /// <summary>Table 0 is the probability, table 1 the back-off, which comes first in an entry.</summary>
    private float Weight(int bigram, int table) =>
        _tables[table * TableSize
            + _bigrams.Read((long)bigram * BigramBits + _wordBits + (table == 0 ? WeightBits : 0), WeightBits)];

    private float TrigramWeight(int trigram) =>
        _tables[2 * TableSize + _trigrams.Read((long)trigram * TrigramBits + _wordBits, WeightBits)];

    private static int PackedBytes(int entries, int bits) => (int)(((1L + entries) * bits + 7) / 8) + EntryPadding;

    /// <summary>Takes parts of the file, one behind the other.</summary>
    private sealed class Reader(byte[] file)
    {
        private int _position;

        public ReadOnlySpan<byte> Take(int bytes) => TakeMemory(bytes).Span;

        public ReadOnlyMemory<byte> TakeMemory(int bytes)
        {
            if (bytes < 0 || bytes > file.Length - _position)
                throw new InvalidDataException("The language model is cut short.");
            _position += bytes;
            return file.AsMemory(_position - bytes, bytes);
        }

        public int Int32(int min, int max) =>
            BinaryPrimitives.ReadInt32LittleEndian(Take(sizeof(int))) is var value && value >= min && value <= max
                ? value
                : throw new InvalidDataException("The language model counts what cannot be.");
    }
}
