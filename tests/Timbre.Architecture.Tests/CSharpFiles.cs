using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Timbre.Architecture.Tests;

/// <summary>The repository's C# as syntax trees, each file parsed once.</summary>
internal static class CSharpFiles
{
    public static readonly CSharpParseOptions Options = new(LanguageVersion.Preview);

    private static readonly ConcurrentDictionary<string, Lazy<IReadOnlyList<SyntaxTree>>> Parsed = new();

    /// <param name="folder">Below the repository's root; the trees' paths are relative to it.</param>
    public static IReadOnlyList<SyntaxTree> In(string folder) =>
        Parsed.GetOrAdd(folder, name => new(() => Parse(Repository.Root, Repository.Files(name, "*.cs")))).Value;

    public static IReadOnlyList<SyntaxTree> Parse(string root, IEnumerable<string> paths) =>
    [
        .. paths.AsParallel().AsOrdered()
            .Select(path => CSharpSyntaxTree.ParseText(File.ReadAllText(Path.Combine(root, path)), Options, path)),
    ];

    /// <summary>Line of a node, from 1.</summary>
    public static int Line(SyntaxNode node) => node.GetLocation().GetLineSpan().StartLinePosition.Line + 1;

    public static int Line(SyntaxToken token) => token.GetLocation().GetLineSpan().StartLinePosition.Line + 1;
}
