using System.Text.RegularExpressions;

namespace Timbre.House.Tests;

public sealed partial class SourceTests
{
    private const int LongestFile = 500;
    private const int MostFiles = 12;

    private static readonly string[] Drawers = ["Services", "Helper", "Helpers", "Util", "Utils", "Utilities", "Common", "Manager", "Managers", "Extensions", "Misc", "Shared"];

    private static IEnumerable<string> Code => House.Files("src", "*.cs").Concat(House.Files("tests", "*.cs"));

    [Fact]
    public void No_file_is_longer_than_one_can_read_unless_it_is_a_table_of_numbers() =>
        Assert.DoesNotContain(Code, path => House.Lines(path) is var lines && lines.Length > LongestFile && !IsTable(lines));

    [Fact]
    public void No_folder_is_named_after_nothing() =>
        Assert.DoesNotContain(Code, path => path.Split('/')[..^1].Intersect(Drawers, StringComparer.OrdinalIgnoreCase).Any());

    [Fact]
    public void No_folder_holds_more_files_than_one_can_look_over() =>
        Assert.DoesNotContain(
            House.Files("src", "*.cs").CountBy(path => Path.GetDirectoryName(path)!),
            folder => folder.Value > MostFiles);

    [Fact]
    public void Nothing_is_unfinished_silenced_or_blocking() =>
        Assert.Empty(
            from path in House.Files("src", "*.cs")
            from line in House.Lines(path)
            where Unwanted().IsMatch(line)
            select $"{path}: {line.Trim()}");

    [Fact]
    public void Namespaces_follow_the_folders_of_the_server() =>
        Assert.Empty(
            from path in House.Files("src/Timbre.Server", "*.cs").Concat(House.Files("src/Timbre.Storage", "*.cs"))
            let declared = House.Lines(path).FirstOrDefault(line => line.StartsWith("namespace ", StringComparison.Ordinal))
            let expected = $"namespace {string.Join('.', path.Split('/')[1..^1])};"
            where declared is not null && declared != expected
            select $"{path}: {declared}");

    /// <summary>Most of the lines are numbers, or words in quotes.</summary>
    private static bool IsTable(string[] lines) => lines.Count(line => TableLine().IsMatch(line)) > lines.Length * 0.8;

    [GeneratedRegex(@"^[\s\d.,+\-eExXfFdD\[\](){}""'A-Z/=>new]*$")]
    private static partial Regex TableLine();

    [GeneratedRegex(@"NotImplementedException|\b(TODO|FIXME|HACK)\b|#pragma warning disable|catch\s*(\(Exception[^)]*\))?\s*\{\s*\}|Thread\.Sleep|\.Result\b(?!\s*\()|\.Wait\(\)|GetAwaiter\(\)\.GetResult")]
    private static partial Regex Unwanted();
}
