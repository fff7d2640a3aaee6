using System.Text;

namespace Timbre.Text.Transcripts;

/// <summary>Splits a table into lines and fields.</summary>
internal static class TableRows
{
    private const int MaxLines = 200_000;
    private const int MaxFields = 64;
    private const int MaxQuotedLines = 20;

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
                return ReadQuotedRecord(lines, ref at, separator) ?? SplitPlain(lines[at], separator);
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

    /// <summary>
    /// One record, which may go on over line ends within quotes; null, and nothing taken, when its quotes do not close soon.
    /// </summary>
    private static List<string>? ReadQuotedRecord(List<string> lines, ref int at, char separator)
    {
        var fields = new List<string>();
        var field = new StringBuilder();
        var (line, i, last) = (lines[at], 0, at);
        while (fields.Count < MaxFields)
        {
            if (i < line.Length && line[i] == '"' && string.IsNullOrWhiteSpace(field.ToString()))
            {
                field.Clear();
                for (i++; ; i++)
                {
                    if (i >= line.Length)
                    {
                        if (++last - at >= MaxQuotedLines || last >= lines.Count)
                            return null;

                        field.Append('\n');
                        (line, i) = (lines[last], -1);
                    }
                    else if (line[i] != '"')
                    {
                        field.Append(line[i]);
                    }
                    else if (i + 1 < line.Length && line[i + 1] == '"')
                    {
                        field.Append('"');
                        i++;
                    }
                    else
                    {
                        break;
                    }
                }

                i++;
            }

            while (i < line.Length && line[i] != separator)
                field.Append(line[i++]);

            fields.Add(field.ToString());
            field.Clear();
            if (i++ >= line.Length)
                break;
        }

        at = last;
        return fields;
    }
}
