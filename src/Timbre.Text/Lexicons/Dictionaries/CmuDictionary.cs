using System.Buffers;

namespace Timbre.Text.Lexicons.Dictionaries;

/// <summary>The newer CMU dictionary that PocketSphinx brings: more words, and those with apostrophes, but no stress.</summary>
/// <remarks>
/// A line is <c>abandon AH B AE N D AH N</c>; a second way to say a word is <c>abandon(2)</c>, and taken only by
/// <see cref="LoadAllVariantsInto"/>. Words with hyphens are made of their parts instead.
/// </remarks>
internal static class CmuDictionary
{
    private static readonly SearchValues<byte> WordCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz'"u8);

    /// <summary>Adds the words that <paramref name="table"/> has not got, their vowels without stress.</summary>
    public static void LoadInto(PronunciationTable table, string path) => Parse(DictionaryText.Read(path), table);

    /// <summary>Adds every way to say every word, the commonest first.</summary>
    public static void LoadAllVariantsInto(PronunciationTable table, string path) =>
        Parse(DictionaryText.Read(path), table, allVariants: true);

    /// <summary>Adds the words of lines as above; a line that is none is passed over.</summary>
    internal static void Parse(ReadOnlySpan<byte> text, PronunciationTable table, bool allVariants = false)
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
            if (allVariants && word.IndexOf((byte)'(') is > 0 and var bracket)
                word = word[..bracket];
            if (word.ContainsAnyExcept(WordCharacters) || (!allVariants && table.Contains(word)))
                continue;
            var count = ReadPhones(line[(space + 1)..], symbols);
            if (count > 0)
                table.Add(word, PartOfSpeech.Any, symbols[..count]);
        }
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
