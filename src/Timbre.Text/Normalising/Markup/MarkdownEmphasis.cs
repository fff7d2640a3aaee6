namespace Timbre.Text.Normalising.Markup;

/// <summary>Marks around words that are not read: *emphasis*, **strong**, _emphasis_, ~~struck~~, ==marked==, ||hidden||.</summary>
internal static class MarkdownEmphasis
{
    private const int MaxLength = 600; // characters between the marks

    public static int Read(MarkupReader reader, int at)
    {
        var mark = reader[at];
        var count = Run(reader, at);
        var end = at + count;
        if (!IsCount(mark, count) || reader[at - 1] == mark || IsBlank(reader[end]) || (mark != '*' && char.IsLetterOrDigit(reader[at - 1]))
            || (mark == '*' && char.IsDigit(reader[at - 1])))
            return Skip(reader, at, count);
        if (FindClose(reader, end, mark, count) is not (> 0 and var close))
            return Skip(reader, at, count);
        reader.ReplaceLater(close, close + count, "");
        return reader.Replace(at, end, "");
    }

    /// <summary>The place of the marks that close what begins at <paramref name="at"/>, in the same paragraph; or 0.</summary>
    public static int FindClose(MarkupReader reader, int at, char mark, int count)
    {
        var limit = Math.Min(reader.Part.End, at + MaxLength);
        for (var i = at; i < limit; i++)
        {
            if (reader[i] == '\n' && reader[i + 1] is '\n' or '\r')
                return 0;
            if (reader[i] != mark)
                continue;
            var run = Run(reader, i);
            if (run == count && i > at && !IsBlank(reader[i - 1]) && (mark == '*' || !char.IsLetterOrDigit(reader[i + run])))
                return i;
            i += run - 1;
        }

        return 0;
    }

    public static int Run(MarkupReader reader, int at)
    {
        var end = at;
        while (reader[end] == reader[at] && end - at < 8)
            end++;
        return end - at;
    }

    private static bool IsCount(char mark, int count) => mark switch
    {
        '*' or '_' => count <= 3,
        _ => count == 2,
    };

    private static int Skip(MarkupReader reader, int at, int count) => count > 1 || reader[at] == '*' ? at + count : 0;

    private static bool IsBlank(char c) => c is '\0' || char.IsWhiteSpace(c);
}
