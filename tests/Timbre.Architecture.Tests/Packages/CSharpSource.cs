using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Timbre.Architecture.Tests.Packages;

/// <summary>What C# opens: paths in its texts, and programs that it starts.</summary>
/// <remarks>
/// A program is the first argument of <c>Process.Start</c>, <c>ProcessStartInfo</c> and <c>ChildProgram</c>, a file that a folder of
/// PATH is searched for, or what is given to a method of ours as its parameter <c>program</c>. It has to be a text or a constant of the
/// file: one that is put together elsewhere cannot be held against the list.
/// </remarks>
internal sealed class CSharpSource
{
    private const string Untold = "a program whose name is not a text of this file";

    private static readonly string[] Starters = ["ProcessStartInfo", "System.Diagnostics.ProcessStartInfo", "ChildProgram"];

    private readonly string _file;
    private readonly SyntaxNode _root;

    /// <summary>Our methods that start the program that they are given: their names, and which of their parameters it is.</summary>
    private readonly ILookup<string, int> _forwarders;

    public CSharpSource(string file, string text)
    {
        _file = file;
        _root = CSharpSyntaxTree.ParseText(text).GetRoot();
        _forwarders = _root.DescendantNodes().OfType<MethodDeclarationSyntax>()
            .Select(method => (method.Identifier.Text, At: Place(method.ParameterList.Parameters)))
            .Where(method => method.At >= 0)
            .ToLookup(method => method.Text, method => method.At);
    }

    public IEnumerable<Opened> All() => Texts().Concat(Programs()).Distinct();

    private IEnumerable<Opened> Texts() =>
        from token in _root.DescendantTokens()
        where token.IsKind(SyntaxKind.StringLiteralToken) || token.IsKind(SyntaxKind.InterpolatedStringTextToken)
        let text = token.ValueText
        from opened in Opened.Paths(_file, Line(token), text).Concat(Opened.Prompts(_file, Line(token), text))
        select opened;

    private IEnumerable<Opened> Programs() =>
        from node in _root.DescendantNodes()
        let program = Started(node)
        where program is not null
        let name = Name(program)
        where name is not null
        select new Opened(_file, Line(node.GetFirstToken()), name);

    /// <summary>The expression that names the program, where the node starts one.</summary>
    private ExpressionSyntax? Started(SyntaxNode node) => node switch
    {
        ObjectCreationExpressionSyntax made when Starters.Contains(made.Type.ToString()) => First(made.ArgumentList),
        ImplicitObjectCreationExpressionSyntax made when Starters.Contains(DeclaredType(made)) => First(made.ArgumentList),
        InvocationExpressionSyntax call when StartsProcess(call) => First(call.ArgumentList),
        InvocationExpressionSyntax call when SearchesPath(call) => call.ArgumentList.Arguments[1].Expression,
        InvocationExpressionSyntax call => Forwarded(call),
        _ => null,
    };

    /// <summary>The argument of a call of ours for the parameter <c>program</c>, when it is a text.</summary>
    private LiteralExpressionSyntax? Forwarded(InvocationExpressionSyntax call)
    {
        var called = Called(call);
        IEnumerable<int> places = called is "Tool.Run" ? [0] : _forwarders[called];
        return places
            .Where(at => at < call.ArgumentList.Arguments.Count)
            .Select(at => call.ArgumentList.Arguments[at].Expression)
            .OfType<LiteralExpressionSyntax>()
            .FirstOrDefault();
    }

    /// <summary>The program's name; null where a method was given it, whose callers say it, and for what every Debian has.</summary>
    private string? Name(ExpressionSyntax program)
    {
        var name = program switch
        {
            LiteralExpressionSyntax literal => literal.Token.ValueText,
            IdentifierNameSyntax { Identifier.Text: "program" or "name" } => null,
            IdentifierNameSyntax constant => Constant(constant.Identifier.Text) ?? Untold,
            _ => Untold,
        };
        return name is null || ShellScript.Essential.Contains(name) || name == "/bin/sh" ? null : name;
    }

    private string? Constant(string name) =>
        _root.DescendantNodes().OfType<VariableDeclaratorSyntax>()
            .Where(declared => declared.Identifier.Text == name)
            .Select(declared => (declared.Initializer?.Value as LiteralExpressionSyntax)?.Token.ValueText)
            .FirstOrDefault();

    /// <summary>With a program's name; with a <c>ProcessStartInfo</c> alone, that is looked at where it is made.</summary>
    private static bool StartsProcess(InvocationExpressionSyntax call) =>
        Called(call).EndsWith("Process.Start", StringComparison.Ordinal) && call.ArgumentList.Arguments.Count > 1;

    /// <summary>Each folder of PATH is joined with a name.</summary>
    private static bool SearchesPath(InvocationExpressionSyntax call) =>
        Called(call) == "Path.Combine"
        && call.ArgumentList.Arguments is [{ Expression: IdentifierNameSyntax { Identifier.Text: "folder" } }, _]
        && call.FirstAncestorOrSelf<MethodDeclarationSyntax>()?.ToString().Contains("\"PATH\"", StringComparison.Ordinal) == true;

    private static int Place(SeparatedSyntaxList<ParameterSyntax> parameters) =>
        parameters.IndexOf(parameter => parameter.Identifier.Text == "program");

    private static string? DeclaredType(SyntaxNode made) => made.FirstAncestorOrSelf<VariableDeclarationSyntax>()?.Type.ToString();

    /// <summary>Empty for what is called of another call's result.</summary>
    private static string Called(InvocationExpressionSyntax call) => call.Expression switch
    {
        IdentifierNameSyntax name => name.Identifier.Text,
        MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax or MemberAccessExpressionSyntax } member => member.ToString(),
        _ => "",
    };

    private static ExpressionSyntax? First(ArgumentListSyntax? arguments) => arguments?.Arguments.FirstOrDefault()?.Expression;

    private static int Line(SyntaxToken token) => token.GetLocation().GetLineSpan().StartLinePosition.Line + 1;
}
