using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Timbre.Architecture.Tests.Sizes;

public sealed class SizeTests
{
    private const int MaxColumns = 140;
    private const int MaxMethodLines = 50;

    private static readonly string[] Folders = ["src", "tests", "bench", "training"];

    [Fact]
    public void No_line_of_code_is_longer_than_140_characters() =>
        ShrinkingList.Check(
            "lines",
            from folder in Folders
            from path in Repository.Files(folder, "*.cs").Concat(Repository.Files(folder, "*.py")).Concat(Repository.Files(folder, "*.sh"))
            let lines = Repository.Lines(path).Index().Where(line => line.Item.Length > MaxColumns).Select(line => line.Index + 1).ToList()
            where lines.Count > 0
            select new Offender($"{path}: {lines.Count}", $"lines {string.Join(", ", lines.Take(10))}"));

    [Fact]
    public void No_method_has_more_than_50_lines() =>
        ShrinkingList.Check(
            "methods",
            from folder in Folders
            from tree in CSharpFiles.In(folder)
            from node in tree.GetRoot().DescendantNodes()
            let name = node switch
            {
                MethodDeclarationSyntax method => method.Identifier.ValueText,
                ConstructorDeclarationSyntax constructor => constructor.Identifier.ValueText,
                LocalFunctionStatementSyntax local => local.Identifier.ValueText,
                _ => null,
            }
            where name is not null && Lines(node) > MaxMethodLines
            select new Offender($"{tree.FilePath}: {name}", $"{tree.FilePath}:{CSharpFiles.Line(node)}, {Lines(node)} lines"));

    /// <summary>Lines from the first token, attributes included, to the closing brace; the comment above does not count.</summary>
    private static int Lines(Microsoft.CodeAnalysis.SyntaxNode node)
    {
        var span = node.SyntaxTree.GetLineSpan(node.Span);
        return span.EndLinePosition.Line - span.StartLinePosition.Line + 1;
    }
}
