namespace Timbre.Text.Transcripts;

/// <summary>Splits a table into lines and fields.</summary>
internal static class TableRows
{
    private const int MaxLines = 200_000;
    private const int MaxFields = 64;

    /// <summary>The lines, whatever ends them, up to more than any dataset has.</summary>
    public static IEnumerable<string> Lines(string content)
    {
        using var reader = new StringReader(content);
        for (var i = 0; i < MaxLines && reader.ReadLine() is { } line; i++)
            yield return line;
    }

    /// <summary>
    /// The fields of each line that is not blank; spaces around them mean nothing. Quotes are read as RFC 4180 has them between commas and
    /// semicolons, around a whole field between tabs, and as characters of the text between bars (LJSpeech). A space separates only once.
    /// </summary>
    public static IReadOnlyList<IReadOnlyList<string>> Split(string content, char separator)
    {
        var rows = new List<IReadOnlyList<string>>();
        var lines = Lines(content).ToList();
        for (var i = 0; i < lines.Count; i++)
        {
            if (!string.IsNullOrWhiteSpace(lines[i]))
                rows.Add(ReadRow(lines, ref i, separator));
        }

        return rows;
    }

    private static IReadOnlyList<string> ReadRow(List<string> lines, ref int at, char separator)
    {
        switch (separator)
        {
            case ' ':
                var words = lines[at].Trim().Split((char[]?)null, 2, StringSplitOptions.TrimEntries);
                words[0] = words[0].TrimEnd(':');
                return words;
            case ',' or ';':
                return QuotedRecordReader.Read(lines, ref at, separator, MaxFields) ?? SplitPlain(lines[at], separator);
            default:
                return SplitPlain(lines[at], separator);
        }
    }

    private static IReadOnlyList<string> SplitPlain(string line, char separator) =>
        [.. line.Split(separator, MaxFields, StringSplitOptions.TrimEntries).Select(field => separator == '|' ? field : Unquote(field))];

    private static string Unquote(string field) =>
        field.Length >= 2 && field[0] == '"' && field[^1] == '"'
            && !field[1..^1].Replace("\"\"", "", StringComparison.Ordinal).Contains('"')
            ? field[1..^1].Replace("\"\"", "\"", StringComparison.Ordinal).Trim()
            : field;
}
