using System.Globalization;
using System.Reflection;
using Timbre.Models.Analysis;
using Timbre.Models.Tests.Material;

namespace Timbre.Models.Tests.Analysis;

/// <summary>docs/guides/quality.md against the code.</summary>
public sealed class QualityGuideTests
{
    private static readonly string Guide = File.ReadAllText(Path.Combine(Repository.Root, "docs", "guides", "quality.md"));

    [Fact]
    public void Every_code_has_a_row_with_its_measure_and_its_remedy()
    {
        var rows = Guide.Split('\n').Where(line => line.StartsWith("| `", StringComparison.Ordinal))
            .Select(line => line.Split('|', StringSplitOptions.TrimEntries)).ToList();

        Assert.All(
            typeof(FindingCodes).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (string)field.GetRawConstantValue()!),
            code =>
                Assert.True(
                    rows.Count(row => row[1] == $"`{code}`" && row.Length == 7 && row[2..6].All(cell => cell.Length > 0)) == 1,
                    $"{code} has no row, or two"));
    }

    [Fact]
    public void Every_bound_is_named_with_its_value() => Assert.All(
        typeof(AnalysisBounds).GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.PropertyType == typeof(double)),
        property =>
            Assert.Matches(
                string.Create(CultureInfo.InvariantCulture, $@"`{property.Name}` {property.GetValue(AnalysisBounds.Default)}(?![.\d]*\d)"),
                Guide));

    [Fact]
    public void Every_letter_for_loudness_is_as_it_says()
    {
        for (var lufs = -52; lufs <= -4; lufs++)
        {
            var grade = "ABCDE".Select((letter, i) => (Letter: $"{letter}", Lowest: -30 - (5 * i), Highest: -14 + (2 * i)))
                .FirstOrDefault(one => lufs >= one.Lowest && lufs <= one.Highest);

            Assert.Equal(grade.Letter ?? "F", LoudnessGrade.Of(lufs));
            if (grade.Letter is not null)
                Assert.Contains($"| `{grade.Letter}` | {grade.Lowest} to {grade.Highest}", Guide);
        }
    }
}
