using Timbre.Text.Tests.Material;
using Xunit.Abstractions;

namespace Timbre.Text.Tests;

/// <summary>Texts that were judged before anybody looked at what is read; one of the tables is kept aside while building.</summary>
public class KindTablesTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("Kinds.tsv", 0.98)]
    [InlineData("HeldOutKinds.tsv", 0.94)]
    [InlineData("MoreKinds.tsv", 0.98)]
    public void Most_texts_of_every_kind_are_read_as_a_person_reads_them(string table, double share)
    {
        var cases = ReadingCase.Load(Path.Combine(AppContext.BaseDirectory, "Normalising", table));
        var wrong = cases.Where(row => !row.IsRight()).ToList();

        output.WriteLine($"{table}: {cases.Count - wrong.Count} of {cases.Count} are right.");
        foreach (var kind in cases.GroupBy(row => row.Kind))
            output.WriteLine($"{kind.Key}: {kind.Count() - wrong.Count(row => row.Kind == kind.Key)} of {kind.Count()}");
        if (table != "HeldOutKinds.tsv")
            wrong.ForEach(row => output.WriteLine(row.Describe()));
        Assert.InRange((double)(cases.Count - wrong.Count) / cases.Count, share, 1);
    }
}
