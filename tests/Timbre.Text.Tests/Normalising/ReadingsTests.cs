using Timbre.Text.Normalising;
using Timbre.Text.Normalising.Folding;
using Timbre.Text.Normalising.Markup;
using Timbre.Text.Scripts;
using Timbre.Text.Tests.Material;

namespace Timbre.Text.Tests.Normalising;

public class ReadingsTests
{
    public static TheoryData<string, string> Table => Load("Readings.tsv");

    /// <summary>Texts by kinds, \n for a line end.</summary>
    public static TheoryData<string, string> KindTable => Load("KindReadings.tsv");

    public static TheoryData<string, string> HeldOutTable => Load("HeldOutReadings.tsv");

    [Theory]
    [MemberData(nameof(Table))]
    public void A_text_is_read_as_a_person_reads_it(string written, string said) => Assert.Equal(said, Read(written));

    [Theory]
    [MemberData(nameof(HeldOutTable))]
    public void A_text_that_was_kept_aside_is_read_as_a_person_reads_it(string written, string said) => Assert.Equal(said, Read(written));

    [Theory]
    [MemberData(nameof(KindTable))]
    public void A_text_of_each_kind_is_read_as_a_person_reads_it(string written, string said) =>
        Assert.Equal(said, Read(written.Replace("\\n", "\n", StringComparison.Ordinal)));

    [Fact]
    public void The_guide_shows_the_first_text_of_each_kind()
    {
        var guide = File.ReadAllText(Path.Combine(Repository.Root, "docs", "guides", "reading.md"));
        var rows = File.ReadAllLines(PathOf("KindReadings.tsv"));
        var shown = Enumerable.Range(1, rows.Length - 1).Where(row => IsHead(rows[row - 1]) && row > 1)
            .Select(row => (Kind: rows[row - 1][2..], Columns: rows[row].Split('\t')))
            .Select(kind => $"| {kind.Kind} | `{kind.Columns[0].Replace("|", "\\|", StringComparison.Ordinal)}` | {kind.Columns[1]} |");

        Assert.All(shown, row => Assert.Contains(row, guide));
    }

    internal static string Read(string written)
    {
        var all = new TextSpan(0, written.Length);
        var (edits, _) = MarkupReader.Read(written, all);
        return string.Join(
            ' ',
            Normaliser.Read(FoldedText.Of(written, all, edits: edits)).Where(said => said.Word is not null).Select(said => said.Word));
    }

    private static bool IsHead(string line) => line.StartsWith("# ", StringComparison.Ordinal);

    private static string PathOf(string name) => Path.Combine(AppContext.BaseDirectory, "Normalising", name);

    private static TheoryData<string, string> Load(string name)
    {
        var data = new TheoryData<string, string>();
        foreach (var line in File.ReadLines(PathOf(name)).Where(line => !IsHead(line)))
        {
            var columns = line.Split('\t');
            data.Add(columns[0], columns[1]);
        }

        return data;
    }
}
