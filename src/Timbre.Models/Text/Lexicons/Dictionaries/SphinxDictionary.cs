using System.Buffers;
using Timbre.Models.Alignment;

namespace Timbre.Models.Text.Lexicons.Dictionaries;

/// <summary>The newer CMU dictionary that PocketSphinx brings: more words, and those with apostrophes, but no stress.</summary>
/// <remarks>A line is <c>abandon AH B AE N D AH N</c>; a second way to say a word is <c>abandon(2)</c>, and taken only by <see cref="AddAllTo"/>. Words with hyphens are made of their parts instead.</remarks>
internal static class SphinxDictionary
{
    private const int MostBytes = 32 << 20;
    private static readonly SearchValues<byte> InWords = SearchValues.Create("abcdefghijklmnopqrstuvwxyz'"u8);

    /// <summary>Adds the words that <paramref name="table"/> has not got, their vowels without stress.</summary>
    public static void AddTo(PronunciationTable table) => Parse(Read(), table);

    /// <summary>Adds every way to say every word, the commonest first.</summary>
    public static void AddAllTo(PronunciationTable table) => Parse(Read(), table, allWays: true);

    /// <summary>Adds the words of lines as above; a line that is none is passed over.</summary>
    internal static void Parse(ReadOnlySpan<byte> text, PronunciationTable table, bool allWays = false)
    {
        Span<byte> symbols = stackalloc byte[byte.MaxValue];
        while (text.Length > 0)
        {
            var end = text.IndexOf((byte)'\n');
            var line = end < 0 ? text : text[..end];
            text = end < 0 ? [] : text[(end + 1)..];
            var space = line.IndexOf((byte)' ');
            if (space is <= 0 or > byte.MaxValue)
                continue;
            var word = line[..space];
            if (allWays && word.IndexOf((byte)'(') is > 0 and var way)
                word = word[..way];
            if (word.ContainsAnyExcept(InWords) || (!allWays && table.Has(word)))
                continue;
            var count = ReadPhones(line[(space + 1)..], symbols);
            if (count > 0)
                table.Add(word, Part.Any, symbols[..count]);
        }
    }

    private static byte[] Read()
    {
        var path = PocketSphinx.Dictionary;
        return new FileInfo(path).Length <= MostBytes ? File.ReadAllBytes(path) : throw new InvalidDataException($"{path} is larger than any dictionary known.");
    }

    private static int ReadPhones(ReadOnlySpan<byte> phones, Span<byte> symbols)
    {
        var count = 0;
        foreach (var range in phones.Split((byte)' '))
        {
            var name = phones[range].Trim(" \r"u8);
            if (name.IsEmpty)
                continue;
            var symbol = PhoneNames.Find(name);
            if (symbol < 0 || count == symbols.Length)
                return 0;
            symbols[count++] = (byte)symbol;
        }

        return count;
    }
}
