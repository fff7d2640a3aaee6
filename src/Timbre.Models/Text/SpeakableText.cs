using System.Text;

namespace Timbre.Models.Text;

/// <summary>Turns any text into what an English voice can read: printable ASCII.</summary>
/// <remarks>
/// Typographic marks become plain ones, accents fall off letters of the Latin alphabet, control characters become spaces;
/// what is left (other alphabets, pictures) is not spoken.
/// </remarks>
internal static class SpeakableText
{
    private const string Plain = "AAAAAA CEEEEIIII NOOOOO OUUUUY  aaaaaa ceeeeiiii nooooo ouuuuy y"; // U+00C0 to U+00FF

    private static readonly Dictionary<char, string> Marks = new()
    {
        ['‘'] = "'",
        ['’'] = "'",
        ['‚'] = "'",
        ['“'] = "\"",
        ['”'] = "\"",
        ['„'] = "\"",
        ['«'] = "\"",
        ['»'] = "\"",
        ['–'] = "-",
        ['—'] = " - ",
        ['‐'] = "-",
        ['‑'] = "-",
        ['…'] = "...",
        ['\u00A0'] = " ",
        ['\u00AD'] = "",
        ['Æ'] = "AE",
        ['æ'] = "ae",
        ['Œ'] = "OE",
        ['œ'] = "oe",
        ['ß'] = "ss",
        ['Þ'] = "Th",
        ['þ'] = "th",
        ['Ð'] = "D",
        ['ð'] = "d",
        ['×'] = " times ",
        ['÷'] = " divided by ",
        ['°'] = " degrees ",
        ['€'] = " euros ",
        ['£'] = " pounds ",
        ['½'] = " one half ",
        ['©'] = " copyright ",
        ['ł'] = "l",
        ['Ł'] = "L",
        ['ı'] = "i",
        ['ő'] = "o",
        ['Ő'] = "O",
        ['ű'] = "u",
        ['Ű'] = "U",
        ['č'] = "c",
        ['Č'] = "C",
        ['ć'] = "c",
        ['Ć'] = "C",
        ['š'] = "s",
        ['Š'] = "S",
        ['ś'] = "s",
        ['Ś'] = "S",
        ['ş'] = "s",
        ['Ş'] = "S",
        ['ž'] = "z",
        ['Ž'] = "Z",
        ['ż'] = "z",
        ['Ż'] = "Z",
        ['ź'] = "z",
        ['Ź'] = "Z",
        ['ř'] = "r",
        ['Ř'] = "R",
        ['ě'] = "e",
        ['Ě'] = "E",
        ['ę'] = "e",
        ['Ę'] = "E",
        ['ą'] = "a",
        ['Ą'] = "A",
        ['ů'] = "u",
        ['Ů'] = "U",
        ['ň'] = "n",
        ['Ň'] = "N",
        ['ń'] = "n",
        ['Ń'] = "N",
        ['ă'] = "a",
        ['Ă'] = "A",
        ['ā'] = "a",
        ['ē'] = "e",
        ['ī'] = "i",
        ['ō'] = "o",
        ['ū'] = "u",
        ['ğ'] = "g",
        ['Ğ'] = "G",
        ['İ'] = "I",
    };

    /// <summary>The readable part of <paramref name="text"/>; may be empty.</summary>
    public static string Of(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (Marks.TryGetValue(c, out var mark))
                plain.Append(mark);
            else if (c is >= 'À' and <= 'ÿ')
                plain.Append(Plain[c - 'À']);
            else if (c is >= ' ' and <= '~')
                plain.Append(c is '<' or '>' or '\\' or '`' or '|' or '^' or '_' or '~' or '{' or '}' ? ' ' : c);
            else if (c < ' ' || char.IsWhiteSpace(c))
                plain.Append(' ');
        }

        return plain.ToString();
    }

    /// <summary>Whether there is a letter or a digit to say in plain text.</summary>
    public static bool IsSpeakable(ReadOnlySpan<char> plain) => plain.ContainsAnyInRange('0', '9') || plain.ContainsAnyInRange('a', 'z') || plain.ContainsAnyInRange('A', 'Z');
}
