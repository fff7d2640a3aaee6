using System.Text.RegularExpressions;

namespace Timbre.Text.Normalising.Markup;

/// <summary>Links and images of Markdown by their text, footnotes and boxes to tick.</summary>
internal static partial class MarkdownLinks
{
    private const int MaxTextLength = 500;

    public static int Read(MarkupReader reader, int at)
    {
        var open = reader[at] == '!' ? at + 1 : at;
        if (reader[open] != '[')
            return 0;
        if (reader[open + 1] == '^' && Footnote().Match(reader.Text, open) is { Success: true } note
            && note.Index + note.Length <= reader.Part.End)
            return reader.Replace(open, open + note.Length, "");
        var close = FindBracket(reader, open);
        if (close == 0)
            return 0;
        var target = Target().Match(reader.Text, close + 1);
        if (!target.Success || close + 1 + target.Length > reader.Part.End)
            return 0;
        reader.ReplaceLater(close, close + 1 + target.Length, "");
        return reader.Replace(at, open + 1, "");
    }

    /// <summary>The bracket that closes the one at <paramref name="open"/>; 0 where there is none in the paragraph.</summary>
    private static int FindBracket(MarkupReader reader, int open)
    {
        var depth = 0;
        for (var i = open; i < open + MaxTextLength && reader[i] != '\0'; i++)
        {
            if (reader[i] == '\n' && reader[i + 1] == '\n')
                return 0;
            if (reader[i] == '\\')
                i++;
            else if (reader[i] == '[')
                depth++;
            else if (reader[i] == ']' && --depth == 0)
                return i;
        }

        return 0;
    }

    [GeneratedRegex(@"\G\[\^[^\]\n ]{1,30}\]:?")]
    private static partial Regex Footnote();

    [GeneratedRegex(@"\G(?:\((?>[^()\s]|\([^()\s]{0,200}\)){0,2000}(?:[ \n](?:""[^""\n]{0,200}""|'[^'\n]{0,200}'))?\)"
        + @"|\[[^\[\]\n]{0,100}\])")]
    private static partial Regex Target();
}
