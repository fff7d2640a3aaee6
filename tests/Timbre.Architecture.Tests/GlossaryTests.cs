using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Timbre.Architecture.Tests;

public sealed partial class GlossaryTests
{
    private const string Glossary = "docs/glossary.md";

    [Fact]
    public void Every_term_names_where_it_stands_in_the_code() =>
        Assert.DoesNotContain(Rows(), row => !Quoted().IsMatch(row.Where) && !row.Where.Contains("](", StringComparison.Ordinal));

    [Fact]
    public void Every_path_and_type_of_the_glossary_exists()
    {
        var types = CSharpFiles.In("src")
            .SelectMany(tree => tree.GetRoot().DescendantNodes().OfType<BaseTypeDeclarationSyntax>())
            .Select(type => type.Identifier.ValueText).ToHashSet();
        var names = Rows().SelectMany(row => Quoted().Matches(row.Where).Select(match => match.Groups[1].Value)).ToList();

        Assert.True(names.Count >= 100, $"Only {names.Count} names were read from {Glossary}.");
        Assert.DoesNotContain(
            names, name => name.Contains('/') ? !Path.Exists(Path.Combine(Repository.Root, name)) : !types.Contains(name));
    }

    [Fact]
    public void No_term_is_explained_twice() =>
        Assert.Empty(Rows().GroupBy(row => row.Term).Where(group => group.Count() > 1).Select(group => group.Key));

    private static List<(string Term, string Where)> Rows() =>
    [
        .. Repository.Lines(Glossary).Where(line => line.StartsWith("| ", StringComparison.Ordinal)).Select(line => line.Split('|'))
            .Where(cells => cells[1].Trim() != "term").Select(cells => (cells[1].Trim(), cells[^2])),
    ];

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Quoted();
}
