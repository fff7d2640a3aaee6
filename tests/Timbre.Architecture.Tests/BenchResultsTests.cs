using System.Security.Cryptography;
using System.Text.RegularExpressions;

namespace Timbre.Architecture.Tests;

/// <summary>Each file of bench/results says where its figures come from, and is measured with the weights of today.</summary>
/// <remarks>
/// The head of a result is what scripts/bench-head.sh prints; a script of bench/ declares its weights as <c>weights=(FILE...)</c>.
/// </remarks>
public sealed partial class BenchResultsTests
{
    /// <summary>Digits of a SHA-256 that a head shows.</summary>
    private const int HashDigits = 12;

    private static readonly string[] Results = [.. Repository.Files("bench/results", "*.md")];

    public static TheoryData<string> ResultPaths => [.. Results];

    [Fact]
    public void There_are_results() => Assert.True(Results.Length >= 5, $"Only {Results.Length} were found.");

    [Theory]
    [MemberData(nameof(ResultPaths))]
    public void A_result_says_when_by_which_command_at_which_commit_and_on_which_machine_it_was_measured(string path)
    {
        var head = Head(Repository.Lines(path));

        Assert.Matches(Day(), Assert.Single(head["Date"]));
        Assert.Matches(Hash(), Assert.Single(head["Commit"]));
        Assert.NotEqual("", Assert.Single(head["Machine"]));
        var command = BenchCommand().Match(Assert.Single(head["Command"]));
        Assert.True(command.Success, $"{path}: the command is not ./bench.sh NAME.");
        Assert.StartsWith(command.Groups[1].Value, Path.GetFileNameWithoutExtension(path), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_result_has_its_script() =>
        Assert.All(Results, path => Assert.True(
            File.Exists(Path.Combine(Repository.Root, Script(path))), $"{path} has no {Script(path)}."));

    [Fact]
    public void Every_script_declares_its_weights_and_writes_the_head() =>
        Assert.All(Repository.Files("bench", "*.sh"), path =>
        {
            Assert.All(DeclaredWeights(path), file => Assert.True(
                File.Exists(Path.Combine(Repository.Root, file)), $"{path} declares the weights {file}, which are not there."));
            var name = Path.GetFileNameWithoutExtension(path);
            Assert.Contains(Repository.Lines(path), line => line.StartsWith($"head=$(result_head {name}", StringComparison.Ordinal));
        });

    [Fact]
    public void Every_result_was_measured_with_the_weights_of_today() =>
        ShrinkingList.Check(
            "stale-results",
            from path in Results
            where File.Exists(Path.Combine(Repository.Root, Script(path)))
            let measured = Head(Repository.Lines(path))["Weights"]
            let today = DeclaredWeights(Script(path)).Select(file => $"`{file}` {HashOf(file)}").ToList()
            where !measured.Order().SequenceEqual(today.Order())
            select new Offender(
                path,
                $"measured with {string.Join(", ", measured.Except(today))}; today: {string.Join(", ", today.Except(measured))}; "
                    + $"measure again by {Head(Repository.Lines(path))["Command"].First()}"));

    [Fact]
    public void A_head_is_read_up_to_the_first_line_that_is_none_of_its_own()
    {
        var head = Head(
            ["# Title", "", "- Date: 2026-01-02", "- Weights: `a` 1", "- Weights: `b` 2", "", "- Date: 2025-01-01"]);

        Assert.Equal(["2026-01-02"], head["Date"]);
        Assert.Equal(["`a` 1", "`b` 2"], head["Weights"]);
        Assert.Empty(head["Commit"]);
        Assert.Empty(Head(["# Title", "", "Measured yesterday."])["Date"]);
    }

    /// <summary>bench/NAME.sh of bench/results/NAME.md, and of NAME-eval.md, which the same script writes.</summary>
    private static string Script(string result) => $"bench/{Path.GetFileNameWithoutExtension(result).Split('-')[0]}.sh";

    private static string[] DeclaredWeights(string script)
    {
        var declared = WeightsArray().Match(File.ReadAllText(Path.Combine(Repository.Root, script)));
        Assert.True(declared.Success, $"{script} has no line weights=(FILE...).");
        return declared.Groups[1].Value.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
    }

    private static string HashOf(string file) =>
        Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Path.Combine(Repository.Root, file))))[..HashDigits];

    /// <summary>Values by name of the lines <c>- Name: value</c> right below the title of a result.</summary>
    private static ILookup<string, string> Head(IEnumerable<string> lines) =>
        lines.Skip(2).Select(line => line.Split(": ", 2))
            .TakeWhile(parts => parts.Length == 2 && parts[0].StartsWith("- ", StringComparison.Ordinal))
            .ToLookup(parts => parts[0][2..], parts => parts[1]);

    [GeneratedRegex(@"^weights=\(([^)]*)\)$", RegexOptions.Multiline)]
    private static partial Regex WeightsArray();

    [GeneratedRegex(@"^\d{4}-\d{2}-\d{2}$")]
    private static partial Regex Day();

    [GeneratedRegex("^[0-9a-f]{12}$")]
    private static partial Regex Hash();

    [GeneratedRegex(@"^`\./bench\.sh ([a-z]+)( .*)?`$")]
    private static partial Regex BenchCommand();
}
