using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Timbre.Architecture.Tests.Words;

/// <summary>Names that code declares, and what its comments say.</summary>
internal static partial class Identifiers
{
    /// <summary>Declared types, members, parameters, locals, tuple elements and range variables, each with its line.</summary>
    public static IEnumerable<(string Name, int Line)> Declared(SyntaxTree tree) =>
        from token in tree.GetRoot().DescendantTokens()
        where token.IsKind(SyntaxKind.IdentifierToken) && Declares(token)
        select (token.ValueText, CSharpFiles.Line(token));

    /// <summary>Comments of both kinds, a line each.</summary>
    public static IEnumerable<(string Text, int Line)> Comments(SyntaxTree tree) =>
        from trivia in tree.GetRoot().DescendantTrivia()
        where trivia.IsKind(SyntaxKind.SingleLineCommentTrivia) || trivia.IsKind(SyntaxKind.MultiLineCommentTrivia)
            || trivia.IsKind(SyntaxKind.SingleLineDocumentationCommentTrivia)
        let first = trivia.GetLocation().GetLineSpan().StartLinePosition.Line + 1
        from line in trivia.ToFullString().Split('\n').Index()
        select (line.Item, first + line.Index);

    /// <summary>Names in Python, without what stands in strings and comments.</summary>
    public static IEnumerable<(string Name, int Line)> Python(string text) =>
        from line in PythonText().Replace(text, match => string.Concat(match.Value.Where(c => c == '\n'))).Split('\n').Index()
        from Match name in Name().Matches(line.Item)
        select (name.Value, line.Index + 1);

    /// <summary>The words of a name, in lower case: "MaxPieceMs2" and "max_piece_ms2" are max, piece, ms, 2.</summary>
    public static IEnumerable<string> Words(string name) => Word().Matches(name).Select(match => match.Value.ToLowerInvariant());

    private static bool Declares(SyntaxToken token) => token.Parent switch
    {
        BaseTypeDeclarationSyntax or DelegateDeclarationSyntax or MethodDeclarationSyntax or ConstructorDeclarationSyntax => true,
        PropertyDeclarationSyntax or EventDeclarationSyntax or EnumMemberDeclarationSyntax or VariableDeclaratorSyntax => true,
        ParameterSyntax or TypeParameterSyntax or LocalFunctionStatementSyntax or SingleVariableDesignationSyntax => true,
        ForEachStatementSyntax or CatchDeclarationSyntax or TupleElementSyntax or NameColonSyntax => true,
        FromClauseSyntax or LetClauseSyntax or JoinClauseSyntax or QueryContinuationSyntax => true,
        IdentifierNameSyntax { Parent: NameEqualsSyntax } => true,
        IdentifierNameSyntax { Parent: NameColonSyntax { Parent: ArgumentSyntax { Parent: TupleExpressionSyntax } } } => true,
        _ => false,
    };

    [GeneratedRegex("[rbfu]*(\"\"\"[\\s\\S]*?\"\"\"|'''[\\s\\S]*?'''|\"(\\\\.|[^\"\\\\\\n])*\"|'(\\\\.|[^'\\\\\\n])*')|#[^\\n]*")]
    private static partial Regex PythonText();

    [GeneratedRegex(@"[A-Za-z_]\w*")]
    private static partial Regex Name();

    [GeneratedRegex(@"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")]
    private static partial Regex Word();
}
