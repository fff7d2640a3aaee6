using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Timbre.Architecture.Tests.Floors;

/// <summary>Arrows between the top-level folders of one project, from the bound C# sources.</summary>
/// <remarks>
/// Counted are names of types wherever they stand in code, extension methods, and the targets of aliases and <c>using static</c>; not
/// counted are other using directives and documentation comments, which need nothing at run time.
/// </remarks>
internal sealed class ArrowReader
{
    private const string GlobalUsings =
        """
        global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq;
        global using System.Net.Http; global using System.Threading; global using System.Threading.Tasks;
        global using System.Net.Http.Json; global using Microsoft.AspNetCore.Builder; global using Microsoft.AspNetCore.Hosting;
        global using Microsoft.AspNetCore.Http; global using Microsoft.AspNetCore.Routing; global using Microsoft.Extensions.Configuration;
        global using Microsoft.Extensions.DependencyInjection; global using Microsoft.Extensions.Hosting;
        global using Microsoft.Extensions.Logging;
        """;

    private static readonly Lazy<MetadataReference[]> Framework = new(() =>
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Select(path => MetadataReference.CreateFromFile(path)),
    ]);

    private readonly string _folder;
    private readonly CSharpCompilation _compilation;
    private readonly HashSet<string> _names;

    /// <param name="folder">The project's folder, as the trees' paths begin.</param>
    /// <param name="below">The projects that it references, so that what their members return is known.</param>
    public ArrowReader(string folder, IReadOnlyList<SyntaxTree> trees, params ArrowReader[] below)
    {
        _folder = folder + "/";
        _compilation = CSharpCompilation.Create(
            Path.GetFileName(folder),
            trees.Append(CSharpSyntaxTree.ParseText(GlobalUsings, CSharpFiles.Options)),
            [.. Framework.Value, .. below.Select(project => project._compilation.ToMetadataReference())],
            new CSharpCompilationOptions(
                OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true, nullableContextOptions: NullableContextOptions.Enable));
        _names = [.. trees.SelectMany(tree => Declared(tree.GetRoot()))];
    }

    public IReadOnlyList<Arrow> Read() =>
    [
        .. _compilation.SyntaxTrees.Where(tree => tree.FilePath.Length > 0).AsParallel().AsOrdered().SelectMany(Read),
    ];

    private IEnumerable<Arrow> Read(SyntaxTree tree)
    {
        var own = Folder(tree.FilePath);
        var model = _compilation.GetSemanticModel(tree);
        return
            from name in tree.GetRoot().DescendantNodes().OfType<SimpleNameSyntax>()
            where _names.Contains(name.Identifier.ValueText) && IsReference(name)
            let info = model.GetSymbolInfo(name)
            let type = DeclaringType(info.Symbol ?? info.CandidateSymbols.FirstOrDefault())
            where type is not null
            let to = type.DeclaringSyntaxReferences.Select(reference => reference.SyntaxTree.FilePath)
                .Where(path => path.StartsWith(_folder, StringComparison.Ordinal)).Select(Folder).ToHashSet()
            where to.Count > 0 && !to.Contains(own)
            select new Arrow(tree.FilePath, CSharpFiles.Line(name), own, to.First(), type.Name);
    }

    private static bool IsReference(SimpleNameSyntax name) =>
        name.FirstAncestorOrSelf<UsingDirectiveSyntax>() is not { } directive
        || directive.Alias is not null || directive.StaticKeyword.IsKind(SyntaxKind.StaticKeyword);

    private static INamedTypeSymbol? DeclaringType(ISymbol? symbol) => symbol switch
    {
        INamedTypeSymbol type => type,
        IMethodSymbol { MethodKind: MethodKind.Constructor } constructor => constructor.ContainingType,
        IMethodSymbol { MethodKind: MethodKind.ReducedExtension } extension => extension.ContainingType,
        _ => null,
    };

    private string Folder(string path) => path[_folder.Length..].Split('/') is [var folder, _, ..] ? folder : "";

    private static IEnumerable<string> Declared(SyntaxNode root)
    {
        foreach (var node in root.DescendantNodes())
        {
            if (node is BaseTypeDeclarationSyntax type)
                yield return type.Identifier.ValueText;
            else if (node is DelegateDeclarationSyntax made)
                yield return made.Identifier.ValueText;
            else if (node is MethodDeclarationSyntax { ParameterList.Parameters: [{ } first, ..] } method
                && first.Modifiers.Any(SyntaxKind.ThisKeyword))
                yield return method.Identifier.ValueText;
        }
    }
}
