using System.Text.RegularExpressions;

namespace Timbre.Architecture.Tests;

public sealed partial class SourceTests
{
    private const int MaxFileLines = 500;

    private static readonly string[] VagueFolderNames = [
        "Services", "Helper", "Helpers", "Util", "Utils", "Utilities", "Common", "Manager", "Managers", "Extensions", "Misc", "Shared"
    ];

    private static IEnumerable<string> Code => Repository.Files("src", "*.cs").Concat(Repository.Files("tests", "*.cs"));

    [Fact]
    public void No_file_has_more_than_500_lines_unless_it_is_a_table() =>
        Assert.DoesNotContain(Code, path => Repository.Lines(path) is var lines && lines.Length > MaxFileLines && !IsTable(lines));

    [Fact]
    public void No_folder_has_a_vague_name() =>
        Assert.DoesNotContain(Code, path => path.Split('/')[..^1].Intersect(VagueFolderNames, StringComparer.OrdinalIgnoreCase).Any());

    [Fact]
    public void Nothing_is_unfinished_silenced_or_blocking() =>
        Assert.Empty(
            from path in Repository.Files("src", "*.cs")
            from line in Repository.Lines(path)
            where Unwanted().IsMatch(line)
            select $"{path}: {line.Trim()}");

    [Fact]
    public void Namespaces_follow_the_folders_of_the_server() =>
        Assert.Empty(
            from path in Repository.Files("src/Timbre.Server", "*.cs").Concat(Repository.Files("src/Timbre.Storage", "*.cs"))
            let declared = Repository.Lines(path).FirstOrDefault(line => line.StartsWith("namespace ", StringComparison.Ordinal))
            let expected = $"namespace {string.Join('.', path.Split('/')[1..^1])};"
            where declared is not null && declared != expected
            select $"{path}: {declared}");

    /// <summary>Most of the lines are numbers, or words in quotes.</summary>
    private static bool IsTable(string[] lines) => lines.Count(line => TableLine().IsMatch(line)) > lines.Length * 0.8;

    [GeneratedRegex(@"^[\s\d.,+\-eExXfFdD\[\](){}""'A-Z/=>new]*$")]
    private static partial Regex TableLine();

    [GeneratedRegex(
        @"NotImplementedException|\b(TODO|FIXME|HACK)\b|#pragma warning disable|catch\s*(\(Exception[^)]*\))?\s*\{\s*\}|Thread\.Sleep"
        + @"|\.Result\b(?!\s*\()|\.Wait\(\)|GetAwaiter\(\)\.GetResult")]
    private static partial Regex Unwanted();
}
