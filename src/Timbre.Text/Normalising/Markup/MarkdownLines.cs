using System.Text.RegularExpressions;

namespace Timbre.Text.Normalising.Markup;

/// <summary>What begins a line of Markdown: headings, quotations, items, boxes to tick, rules, rows of tables, targets of links.</summary>
internal static partial class MarkdownLines
{
    public static int Read(MarkupReader reader, int at) => reader[at] switch
    {
        '#' => Heading(reader, at),
        '>' => Quotation(reader, at),
        '|' => Row(reader, at),
        '[' => LinkTarget(reader, at),
        '-' or '*' or '_' or '=' or ':' => Rule(reader, at) is > 0 and var rule ? rule : Item(reader, at),
        '+' => Item(reader, at),
        _ => char.IsAsciiDigit(reader[at]) ? NumberedItem(reader, at) : 0,
    };

    /// <summary># Heading, with a sentence's end behind it.</summary>
    private static int Heading(MarkupReader reader, int at)
    {
        var match = HeadingMark().Match(reader.Text, at);
        if (!match.Success)
            return 0;
        var end = reader.EndOfLine(at);
        var closing = end;
        while (closing > at + match.Length && reader[closing - 1] is '#' or ' ' or '\r')
            closing--;
        if (end < reader.Part.End)
            reader.ReplaceLater(closing, end + 1, "\n\n");
        else if (closing < end)
            reader.ReplaceLater(closing, end, "");
        return reader.Replace(at, at + match.Length, "");
    }

    private static int Quotation(MarkupReader reader, int at)
    {
        var end = at;
        while (reader[end] == '>' || (reader[end] == ' ' && reader[end + 1] == '>'))
            end++;
        return reader[end] == ' ' || char.IsLetter(reader[end]) ? reader.Replace(at, reader[end] == ' ' ? end + 1 : end, "") : 0;
    }

    /// <summary>A row of a table ends a sentence; the row of dashes under the head is nothing.</summary>
    private static int Row(MarkupReader reader, int at)
    {
        var end = reader.EndOfLine(at);
        if (DelimiterRow().Match(reader.Text, at, end - at) is { Success: true })
            return reader.Replace(at, end, "");
        var last = end;
        while (last > at && reader[last - 1] is ' ' or '\r')
            last--;
        if (last - 1 <= at || reader[last - 1] != '|' || (reader[at + 1] != ' ' && reader.Text.AsSpan(at, last - at).Count('|') < 3))
            return 0; // |x| is an absolute value
        reader.ReplaceLater(last - 1, last, " .");
        return reader.Replace(at, at + 1, "");
    }

    private static int LinkTarget(MarkupReader reader, int at)
    {
        var end = reader.EndOfLine(at);
        return LinkDefinition().Match(reader.Text, at, end - at).Success ? reader.Replace(at, end, "") : 0;
    }

    /// <summary>A line of dashes and the like, and the row under a table's head.</summary>
    private static int Rule(MarkupReader reader, int at)
    {
        var end = reader.EndOfLine(at);
        return HorizontalRule().Match(reader.Text, at, end - at).Success || DelimiterRow().Match(reader.Text, at, end - at).Success
            ? reader.Replace(at, end, "")
            : 0;
    }

    /// <summary>"* item" and "+ item" are "- item"; a box to tick is not read.</summary>
    private static int Item(MarkupReader reader, int at)
    {
        if (reader[at + 1] != ' ')
            return 0;
        var box = Box().Match(reader.Text, at + 1);
        return reader.Replace(at, at + 1 + (box.Success ? box.Length : 1), "- ");
    }

    /// <summary>The full stop behind the number of an item ends no sentence.</summary>
    private static int NumberedItem(MarkupReader reader, int at)
    {
        var match = ItemNumber().Match(reader.Text, at);
        return match.Success ? reader.Replace(at + match.Groups[1].Length, at + match.Length, ": ") : 0;
    }

    [GeneratedRegex(@"\G#{1,6}[ \t]+(?=[^ \t\r\n])")]
    private static partial Regex HeadingMark();

    [GeneratedRegex(@"^(?=[^\n|]{0,200}\||[^\n]{0,200}-\|)(?=[^-\n]{0,40}-)[ |:\t\r-]{3,2000}$")]
    private static partial Regex DelimiterRow();

    [GeneratedRegex(@"^(?:-[ \t]?){3,200}\r?$|^(?:\*[ \t]?){3,200}\r?$|^(?:_[ \t]?){3,200}\r?$|^={3,200}[ \t]?\r?$")]
    private static partial Regex HorizontalRule();

    [GeneratedRegex(@"^\[(?!\^)[^\]\n]{1,100}\]:[ \t]+<?[^\s>]{1,2000}>?(?:[ \t]+[""'(][^\n]{0,200})?[ \t\r]*$")]
    private static partial Regex LinkDefinition();

    [GeneratedRegex(@"\G +\[[ xX]\](?= )")]
    private static partial Regex Box();

    [GeneratedRegex(@"\G([0-9]{1,2})[.)] +(?:\[[ xX]\] +)?(?=[A-Za-z*_`""'\[(])")]
    private static partial Regex ItemNumber();
}
