using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Timbre.Architecture.Tests;

public sealed partial class DocumentationTests
{
    [Fact]
    public void Every_rule_that_is_changed_has_its_reason_above_it()
    {
        var lines = Repository.Lines(".editorconfig");
        var without = new List<string>();
        for (var i = 0; i < lines.Length; i++)
        {
            if (!lines[i].StartsWith("dotnet_diagnostic.", StringComparison.Ordinal) || !Silenced().IsMatch(lines[i]))
                continue;
            // Neighbours share a reason.
            var above = i - 1;
            while (above >= 0 && lines[above].StartsWith("dotnet_diagnostic.", StringComparison.Ordinal))
                above--;
            if (above < 0 || !lines[above].StartsWith('#'))
                without.Add(lines[i]);
        }

        Assert.Empty(without);
    }

    [Fact]
    public void Every_name_on_the_map_of_the_readme_exists()
    {
        var readme = string.Join('\n', Repository.Lines("README.md"));
        var start = readme.IndexOf("## The map", StringComparison.Ordinal);
        Assert.True(start >= 0, "README.md has no section \"The map\".");
        var end = readme.IndexOf("\n## ", start + 1, StringComparison.Ordinal);
        var map = end < 0 ? readme[start..] : readme[start..end];
        var names = MapRow().Matches(map).SelectMany(row => Quoted().Matches(row.Groups[1].Value)).Select(name => name.Groups[1].Value)
            .ToList();

        Assert.True(names.Count >= 15, $"The map has only {names.Count} names.");
        Assert.All(names, name => Assert.True(Path.Exists(Path.Combine(Repository.Root, name)), $"{name} is on the map and nowhere else."));
    }

    [Fact]
    public void Every_link_in_the_documentation_resolves() =>
        Assert.Empty(
            from path in Repository.Files("docs", "*.md").Concat(Repository.Files("src", "README.md")).Append("README.md")
            from line in Repository.Lines(path)
            from Match link in Link().Matches(line)
            let target = link.Groups[1].Value
            where !target.Contains("://", StringComparison.Ordinal) && !target.StartsWith('#')
            where !Path.Exists(Path.Combine(Repository.Root, Path.GetDirectoryName(path)!, target.Split('#')[0]))
            select $"{path}: {target}");

    [Fact]
    public void The_readme_has_at_most_120_lines() => Assert.InRange(Repository.Lines("README.md").Length, 40, 120);

    [Fact]
    public void Every_project_says_on_one_page_what_is_in_it_and_what_it_may_reference() =>
        ShrinkingList.Check(
            "project-readmes",
            from project in Directory.EnumerateDirectories(Path.Combine(Repository.Root, "src"))
            let name = Path.GetFileName(project)
            let path = Path.Combine(project, "README.md")
            let text = File.Exists(path) ? File.ReadAllLines(path) : []
            where text.Length is < 5 or > 25 || text[0] != $"# {name}"
                || !text.Any(line => line.Contains("reference", StringComparison.OrdinalIgnoreCase))
            select new Offender($"src/{name}/README.md", $"{text.Length} lines"));

    [Theory]
    [InlineData("run.sh")]
    [InlineData("test.sh")]
    [InlineData("bench.sh")]
    [InlineData("timbre")]
    [InlineData(".ci/run")]
    [InlineData("scripts/first-voice.sh")]
    public void Every_entry_point_is_an_executable_bash_script(string script)
    {
        var path = Path.Combine(Repository.Root, script);
        Assert.True(
            !OperatingSystem.IsWindows() && File.GetUnixFileMode(path).HasFlag(UnixFileMode.UserExecute), $"{script} is not executable.");
        Assert.Contains("set -euo pipefail", Repository.Lines(script));
        using var bash = Process.Start(new ProcessStartInfo("bash", ["-n", path]))!;
        bash.WaitForExit();
        Assert.Equal(0, bash.ExitCode);
    }

    [GeneratedRegex(@"severity\s*=\s*(none|silent)")]
    private static partial Regex Silenced();

    [GeneratedRegex(@"^\|([^|]*)\|", RegexOptions.Multiline)]
    private static partial Regex MapRow();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();
}
