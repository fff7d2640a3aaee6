using System.Text.RegularExpressions;

namespace Timbre.Architecture.Tests;

/// <summary>tests/slow.txt, the test classes that <c>./test.sh fast</c> leaves out.</summary>
public sealed partial class SlowTests
{
    private static string[] Listed => [.. Repository.Lines("tests/slow.txt").Where(line => !line.StartsWith('#'))];

    [Fact]
    public void Every_class_that_is_called_slow_exists()
    {
        var classes = Repository.Files("tests", "*.cs").SelectMany(Classes).ToHashSet();
        Assert.NotEmpty(Listed);
        Assert.All(
            Listed,
            name => Assert.True(classes.Contains(name), $"There is no test class {name}: run ./test.sh slow after a run of all tests."));
    }

    [Fact]
    public void Every_assembly_is_tried_by_the_fast_tests_too() =>
        Assert.All(
            Repository.Files("tests", "*Tests.cs").GroupBy(path => path.Split('/')[1]),
            assembly => Assert.NotEmpty(assembly.SelectMany(Classes).Except(Listed)));

    private static IEnumerable<string> Classes(string path)
    {
        var text = string.Join('\n', Repository.Lines(path));
        var space = Namespace().Match(text).Groups[1].Value;
        return Class().Matches(text).Select(match => $"{space}.{match.Groups[1].Value}");
    }

    [GeneratedRegex(@"^namespace ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Namespace();

    [GeneratedRegex(@"^public (?:sealed |partial )*class (\w+)", RegexOptions.Multiline)]
    private static partial Regex Class();
}
