namespace Timbre.Text.Transcripts;

/// <summary>Finds the lines "recording, text" in the tables that datasets come with.</summary>
internal static class TableReader
{
    private const int SampleLines = 100;

    /// <summary>Names of .txt files that are tables even when only a space separates the columns.</summary>
    private static readonly HashSet<string> TableNames = new(StringComparer.OrdinalIgnoreCase)
    {
        "metadata", "transcript", "transcripts", "transcription", "transcriptions", "text", "train", "dev", "val", "valid", "test",
        "filelist", "list", "index", "prompts",
    };

    private static readonly string[] RecordingColumns =
        [
            "filename", "file", "path", "audiofile", "audiopath", "audiofilename", "wavfilename", "wavfile", "audio", "wav", "clip",
            "recording", "utteranceid", "uttid", "id", "name"
        ];

    private static readonly string[] TextColumns =
        ["normalizedtext", "normalisedtext", "normalizedtranscription", "normalisedtranscription", "normalizedtranscript",
        "normalisedtranscript", "normalized", "normalised",
            "text", "transcript", "transcription", "sentence", "prompt", "words", "rawtext"];

    /// <summary>The lines in their order; none when the file is no table.</summary>
    /// <param name="name">The file's name without its folder.</param>
    /// <param name="content">The whole file.</param>
    public static IEnumerable<(string Recording, string Text)> Read(string name, string content)
    {
        if (Separator(name, content) is not { } separator)
            return [];

        var rows = TableRows.Split(content, separator);
        return rows.Count == 0 ? []
            : HeaderColumns(rows[0]) is { } columns ? FromColumns(
                rows.Skip(1), columns.Recording, [columns.Text], columns.IsLast ? separator : null)
            : FromHeaderlessRows(rows, separator);
    }

    private static char? Separator(string name, string content)
    {
        var lines = TableRows.Lines(content).Where(line => !string.IsNullOrWhiteSpace(line)).Take(SampleLines).ToList();
        if (lines.Count == 0)
            return null;

        bool NearlyAll(Func<string, bool> has) => lines.Count(has) * 10 >= lines.Count * 9;
        var extension = Path.GetExtension(name).ToLowerInvariant();
        if (NearlyAll(line => line.Contains('\t')))
            return '\t';
        if (NearlyAll(line => line.Contains('|')))
            return '|';
        if (extension is ".csv" or ".tsv")
            return lines[0].Count(c => c == ';') > lines[0].Count(c => c == ',') ? ';' : ',';

        var isTable = TableNames.Contains(Path.GetFileNameWithoutExtension(name))
            || name.EndsWith(".trans.txt", StringComparison.OrdinalIgnoreCase);
        if (!isTable)
            return null;

        return NearlyAll(line =>
            line.IndexOf(',', StringComparison.Ordinal) is var comma and > 0 && !line.AsSpan(0, comma).Trim().Contains(' '))
            ? ','
            : ' ';
    }

    /// <summary>The columns of recording and text by a header line; null when the first line is no header.</summary>
    private static (int Recording, int Text, bool IsLast)? HeaderColumns(IReadOnlyList<string> row)
    {
        var names = row.Select(field => new string([.. field.Where(char.IsAsciiLetter)]).ToLowerInvariant()).ToList();
        var recording = RecordingColumns.Select(name => names.IndexOf(name)).FirstOrDefault(at => at >= 0, -1);
        var text = TextColumns.Select(name => names.IndexOf(name)).FirstOrDefault(at => at >= 0, -1);
        return recording < 0 || text < 0 ? null : (recording, text, text == names.Count - 1);
    }

    private static IEnumerable<(string Recording, string Text)> FromHeaderlessRows(
        IReadOnlyList<IReadOnlyList<string>> rows, char separator)
    {
        var widths = rows.Select(row => row.Count).Distinct().ToList();
        if (separator is ' ' || (separator is ',' or ';' && widths.Count > 1))
            return FromColumns(rows, 0, [1], separator); // the text has commas of its own

        // id|raw|normalised of LJSpeech, or path|speaker|text: the last column that is more than a label, or the one before where it is
        // empty.
        var lengths = Enumerable.Range(0, widths.Max()).Select(at => rows.Sum(row => at == 0 || at >= row.Count ? 0L : row[at].Length))
            .ToList();
        var texts = Enumerable.Range(1, lengths.Count - 1).Where(at => lengths[at] * 2 >= lengths.Max()).Reverse().ToArray();
        return FromColumns(rows, 0, texts, rest: null);
    }

    /// <param name="rows">All lines but a header.</param>
    /// <param name="recording">Column of the file's name.</param>
    /// <param name="texts">Columns of the text: the first that is not empty.</param>
    /// <param name="rest">When given, everything from the text column on belongs to the text, with this between.</param>
    private static IEnumerable<(string Recording, string Text)> FromColumns(
        IEnumerable<IReadOnlyList<string>> rows, int recording, int[] texts, char? rest)
    {
        foreach (var row in rows)
        {
            var text = Array.FindIndex(texts, column => column < row.Count && !string.IsNullOrWhiteSpace(row[column]));
            if (recording < row.Count && text >= 0)
                yield return (row[recording], rest is { } separator ? string.Join(separator, row.Skip(texts[text])) : row[texts[text]]);
        }
    }
}
