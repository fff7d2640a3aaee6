using Timbre.Text.Scripts;
using Timbre.Text.Terms;
using Timbre.Text.Tests.Material;

namespace Timbre.Text.Tests;

/// <summary>
/// The texts of ../shared/reading/cases.tsv: the words that are said, and the number of sentences where the row gives one.
/// </summary>
public class SharedCasesTests
{
    private const string CasesPath = "reading/cases.tsv";

    private static readonly ScriptReader Reader = new(InstalledDictionaries.English);

    [SharedFact(CasesPath)]
    public void All_shared_cases_are_read_as_a_person_reads_them()
    {
        var cases = File.ReadLines(Path.Combine(Repository.Shared!, CasesPath)).Where(line => !line.StartsWith("# ",
            StringComparison.Ordinal))
            .Select(Case.Parse).ToList();

        var wrong = cases.Where(row => !row.Accepts(Read(row.Written))).ToList();

        Assert.True(
            wrong.Count == 0,
            $"{cases.Count - wrong.Count} of {cases.Count} are right. Wrong:\n"
                + string.Join('\n', wrong.Select(row => $"{row.Written}\n  expected {row.Expected}\n  read     {Read(row.Written)}")));
    }

    private static (string Words, int Sentences) Read(string written)
    {
        var phrases = Reader.Read(written, ReadingOptions.None).Phrases.Where(phrase => phrase.Words.Count > 0).ToList();
        return (string.Join(' ', phrases.SelectMany(phrase => phrase.Words).Select(word => word.Spelling)),
            phrases.Count(phrase => phrase.End.ClosesSentence()));
    }

    /// <summary>A row: the text, a tab, the words; "||" between readings that are both right, "@2" behind them for two sentences.</summary>
    private sealed record Case(string Written, string Expected, string[] Readings, int? Sentences)
    {
        public static Case Parse(string line)
        {
            var columns = line.Split('\t');
            var (readings, sentences) = columns[1].Split('@') is [var words, var count] ? (words, (int?)int.Parse(count))
                : (columns[1], null);
            return new Case(
                columns[0].Replace("\\n", "\n", StringComparison.Ordinal), columns[1], readings.Split("||", StringSplitOptions.TrimEntries),
                sentences);
        }

        public bool Accepts((string Words, int Sentences) read) =>
            Readings.Contains(read.Words) && (Sentences is null || Sentences == read.Sentences);
    }
}
