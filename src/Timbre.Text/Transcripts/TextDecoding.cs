using System.Text;
using System.Text.Unicode;

namespace Timbre.Text.Transcripts;

/// <summary>Bytes that people call text, as characters.</summary>
internal static class TextDecoding
{
    // Windows-1252 where it differs from Latin-1: 0x80 to 0x9F. Its unassigned bytes become spaces.
    private const string Windows1252 =
        "\u20ac \u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152 \u017d  "
            + "\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153 \u017e\u0178";

    /// <summary>By byte order mark; else UTF-8 when it is, else Windows' Latin alphabet, of which Latin-1 is a part.</summary>
    public static string Decode(ReadOnlySpan<byte> bytes)
    {
        if (bytes is [0xff, 0xfe, ..])
            return Encoding.Unicode.GetString(bytes[2..]);
        if (bytes is [0xfe, 0xff, ..])
            return Encoding.BigEndianUnicode.GetString(bytes[2..]);
        if (bytes is [0xef, 0xbb, 0xbf, ..])
            bytes = bytes[3..];
        if (Utf8.IsValid(bytes))
            return Encoding.UTF8.GetString(bytes);

        var characters = new char[bytes.Length];
        for (var i = 0; i < characters.Length; i++)
            characters[i] = bytes[i] is >= 0x80 and <= 0x9f ? Windows1252[bytes[i] - 0x80] : (char)bytes[i];

        return new string(characters);
    }

    /// <summary>
    /// The words of <paramref name="text"/> with single spaces between them, without control characters; null when that is longer than
    /// <paramref name="maxLength"/>.
    /// </summary>
    public static string? OneLine(string text, int maxLength)
    {
        var line = new StringBuilder();
        var gap = false;
        foreach (var c in text)
        {
            if (char.IsWhiteSpace(c) || char.IsControl(c) || c == '\ufeff')
            {
                gap = line.Length > 0;
                continue;
            }

            if (gap)
                line.Append(' ');
            line.Append(c);
            gap = false;
            if (line.Length > maxLength)
                return null;
        }

        return line.ToString();
    }
}
