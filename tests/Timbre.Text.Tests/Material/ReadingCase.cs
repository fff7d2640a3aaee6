using Timbre.Text.Scripts;
using Timbre.Text.Terms;

namespace Timbre.Text.Tests.Material;

/// <summary>A text and the words that are said; "||" stands between readings that are both right.</summary>
/// <param name="Kind">What the row is an example of; "" where the table has no kinds.</param>
/// <param name="Written">The text.</param>
/// <param name="Expected">As the table has it.</param>
internal sealed record ReadingCase(string Kind, string Written, string Expected)
{
    private static readonly ScriptReader Reader = new(InstalledDictionaries.English);

    /// <summary>
    /// The rows of a table: text, tab, words, and "@2" behind them for two sentences; a line that begins with "# " names the kind of the
    /// rows below it.
    /// </summary>
    public static List<ReadingCase> Load(string path)
    {
        var (rows, kind) = (new List<ReadingCase>(), "");
        foreach (var line in File.ReadLines(path).Where(line => line.Length > 0))
        {
            if (line.StartsWith("# ", StringComparison.Ordinal))
                kind = line[2..];
            else if (line.Split('\t') is [var written, var expected])
                rows.Add(new ReadingCase(kind, written.Replace("\\n", "\n", StringComparison.Ordinal), expected));
        }

        return rows;
    }

    /// <summary>Whether the text is read as one of the readings, in as many sentences.</summary>
    public bool IsRight()
    {
        var (words, sentences) = Read();
        var columns = Expected.Split('@');
        return columns[0].Split("||", StringSplitOptions.TrimEntries).Contains(words)
            && (columns.Length == 1 || int.Parse(columns[1]) == sentences);
    }

    /// <summary>What is read, for a message.</summary>
    public string Describe() => $"{Written}\n  expected {Expected}\n  read     {Read()}";

    private (string Words, int Sentences) Read()
    {
        try
        {
            var phrases = Reader.Read(Written, ReadingOptions.None).Phrases.Where(phrase => phrase.Words.Count > 0).ToList();
            return (string.Join(' ', phrases.SelectMany(phrase => phrase.Words).Select(word => word.Spelling)),
                phrases.Count(phrase => phrase.End.ClosesSentence()));
        }
        catch (ScriptException nothing)
        {
            return ($"({nothing.Message})", 0);
        }
    }
}
