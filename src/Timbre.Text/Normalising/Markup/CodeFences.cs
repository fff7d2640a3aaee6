namespace Timbre.Text.Normalising.Markup;

/// <summary>Code between fences and between back ticks: the marks are not read, and nothing in it is markup.</summary>
internal static class CodeFences
{
    private const int MaxInlineLength = 300;

    /// <summary>A line with ``` or ~~~ and the name of a language, up to the line that closes it.</summary>
    public static int Read(MarkupReader reader, int at)
    {
        var c = reader[at];
        if (c is not ('`' or '~') || reader[at + 1] != c || reader[at + 2] != c)
            return 0;
        var lineEnd = reader.EndOfLine(at);
        var isOneLine = reader.Text.AsSpan(at + 3, lineEnd - at - 3).Contains(c);
        if (isOneLine)
            return 0; // ```code``` within a line
        reader.Replace(at, lineEnd, "");
        var close = reader.Find($"\n{c}{c}{c}", lineEnd);
        if (close < 0)
            return lineEnd;
        return reader.Replace(close + 1, reader.EndOfLine(close + 1), "");
    }

    /// <summary>`code` or ``code``.</summary>
    public static int ReadInline(MarkupReader reader, int at)
    {
        var count = 1;
        while (reader[at + count] == '`' && count < 3)
            count++;
        var ticks = new string('`', count);
        var limit = Math.Min(reader.EndOfLine(at), at + count + MaxInlineLength);
        var close = at + count >= limit ? -1 : reader.Text.IndexOf(ticks, at + count, limit - at - count, StringComparison.Ordinal);
        if (close < 0)
            return 0;
        reader.Replace(at, at + count, "");
        return reader.Replace(close, close + count, "");
    }
}
