using Timbre.Text.Normalising;
using Timbre.Text.Normalising.Folding;
using Timbre.Text.Scripts;

namespace Timbre.Text.Tests.Normalising;

public class ReadingsTests
{
    public static TheoryData<string, string> Table => Load("Readings.tsv");

    public static TheoryData<string, string> HeldOutTable => Load("HeldOutReadings.tsv");

    [Theory]
    [MemberData(nameof(Table))]
    public void A_text_is_read_as_a_person_reads_it(string written, string said) => Assert.Equal(said, Read(written));

    [Theory]
    [MemberData(nameof(HeldOutTable))]
    public void A_text_that_was_kept_aside_is_read_as_a_person_reads_it(string written, string said) => Assert.Equal(said, Read(written));

    internal static string Read(string written) =>
        string.Join(
            ' ',
            Normaliser.Read(FoldedText.Of(written, new TextSpan(0, written.Length))).Where(said => said.Word is not null)
                .Select(said => said.Word));

    private static TheoryData<string, string> Load(string name)
    {
        var data = new TheoryData<string, string>();
        foreach (var line in File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Normalising", name))
            .Where(line => !line.StartsWith("# ", StringComparison.Ordinal)))
        {
            var columns = line.Split('\t');
            data.Add(columns[0], columns[1]);
        }

        return data;
    }
}
