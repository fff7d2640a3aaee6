using System.Text;
using Timbre.Text.Phonemes;

namespace Timbre.Text.Lexicons.Dictionaries;

/// <summary>The CMU dictionary as Debian's festlex-cmu has it: stress, and the parts of speech of homographs.</summary>
/// <remarks>A line is <c>("record" v (((r ax) 0) ((k ao r d) 1)))</c>. Stress is 0 or 1 only.</remarks>
internal static class FestivalDictionary
{
    /// <summary>Adds all its words in small letters.</summary>
    public static void LoadInto(PronunciationTable table, string path) => Parse(DictionaryText.Read(path), table);

    /// <summary>Adds the words of lines as above; a line that is none is passed over.</summary>
    internal static void Parse(ReadOnlySpan<byte> text, PronunciationTable table)
    {
        Span<byte> word = stackalloc byte[byte.MaxValue];
        Span<byte> symbols = stackalloc byte[byte.MaxValue];
        while (text.Length > 0)
        {
            var end = text.IndexOf((byte)'\n');
            var line = end < 0 ? text : text[..end];
            text = end < 0 ? [] : text[(end + 1)..];
            if (!line.StartsWith("(\""u8) || line[2..].IndexOf((byte)'"') is not (> 0 and < byte.MaxValue and var letters))
                continue;

            Ascii.ToLower(line.Slice(2, letters), word, out _);
            var rest = line[(letters + 4)..];
            var space = rest.IndexOf((byte)' ');
            if (space < 0)
                continue;
            var length = ReadSyllables(rest[space..], symbols);
            if (length > 0)
                table.Add(word[..letters], PartOf(rest[..space]), symbols[..length]);
        }
    }

    /// <summary>The symbols of all syllables: phones are words, the number behind them is their stress.</summary>
    private static int ReadSyllables(ReadOnlySpan<byte> syllables, Span<byte> symbols)
    {
        var (count, first) = (0, 0);
        for (var at = 0; at < syllables.Length;)
        {
            var from = at;
            while (at < syllables.Length && syllables[at] is >= (byte)'a' and <= (byte)'z')
                at++;
            if (at > from)
            {
                var symbol = PhoneNames.Find(syllables[from..at]);
                if (symbol < 0 || count == symbols.Length)
                    return 0;
                symbols[count++] = (byte)symbol;
                continue;
            }

            if (syllables[at] is >= (byte)'0' and <= (byte)'2')
            {
                foreach (ref var symbol in symbols[first..count])
                    symbol = PhoneSymbols.WithStress(symbol, syllables[at] - '0');
                first = count;
            }

            at++;
        }

        return count;
    }

    private static PartOfSpeech PartOf(ReadOnlySpan<byte> name) =>
        name.SequenceEqual("n"u8) ? PartOfSpeech.Noun
        : name.SequenceEqual("v"u8) ? PartOfSpeech.Verb
        : name.SequenceEqual("j"u8) ? PartOfSpeech.Adjective
        : name.SequenceEqual("dt"u8) ? PartOfSpeech.Determiner
        : name.SequenceEqual("v_p"u8) ? PartOfSpeech.Past
        : PartOfSpeech.Any;
}
