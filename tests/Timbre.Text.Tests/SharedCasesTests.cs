using Timbre.Text.Tests.Material;

namespace Timbre.Text.Tests;

/// <summary>
/// The texts of ../shared/reading/cases.tsv: the words that are said, and the number of sentences where the row gives one.
/// </summary>
public class SharedCasesTests
{
    private const string CasesPath = "reading/cases.tsv";

    [SharedFact(CasesPath)]
    public void All_shared_cases_are_read_as_a_person_reads_them()
    {
        var cases = ReadingCase.Load(Path.Combine(Repository.Shared!, CasesPath));

        var wrong = cases.Where(row => !row.IsRight()).ToList();

        Assert.True(
            wrong.Count == 0,
            $"{cases.Count - wrong.Count} of {cases.Count} are right. Wrong:\n{string.Join('\n', wrong.Select(row => row.Describe()))}");
    }
}
