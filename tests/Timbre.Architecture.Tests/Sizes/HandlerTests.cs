using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Timbre.Architecture.Tests.Sizes;

/// <summary>A handler is a method of the server that is given to MapGet, MapPost, MapMethods, ... by its name.</summary>
public sealed class HandlerTests
{
    private const int MaxParameters = 8;

    /// <summary>Results that say in their type what is answered. A bare IResult says nothing.</summary>
    private static readonly string[] Contracts =
    [
        "Answer", "BodyAnswer", "PageAnswer", "StreamAnswer", "RefusalResult",
    ];

    [Fact]
    public void Handlers_are_found() => Assert.True(Handlers().Count() >= 55, $"Only {Handlers().Count()} were found.");

    [Fact]
    public void No_handler_has_more_than_8_parameters() =>
        ShrinkingList.Check(
            "handler-parameters",
            from handler in Handlers()
            where handler.ParameterList.Parameters.Count > MaxParameters
            select Offender(handler, $"{handler.ParameterList.Parameters.Count} parameters"));

    [Fact]
    public void Every_handler_returns_what_it_answers_as_a_type() =>
        ShrinkingList.Check(
            "handler-results",
            from handler in Handlers()
            where !Contracts.Contains(ResultName(handler.ReturnType))
            select Offender(handler, $"returns {handler.ReturnType}"));

    private static IEnumerable<MethodDeclarationSyntax> Handlers() =>
        from tree in CSharpFiles.In("src/Timbre.Server")
        let root = tree.GetRoot()
        let mapped = root.DescendantNodes().OfType<InvocationExpressionSyntax>()
            .Where(call => call.Expression is MemberAccessExpressionSyntax access
                && access.Name.Identifier.ValueText
                    is "Map" or "MapGet" or "MapPost" or "MapPut" or "MapPatch" or "MapDelete" or "MapMethods")
            .Select(call => call.ArgumentList.Arguments.LastOrDefault()?.Expression).OfType<IdentifierNameSyntax>()
            .Select(name => name.Identifier.ValueText).ToHashSet()
        from method in root.DescendantNodes().OfType<MethodDeclarationSyntax>()
        where mapped.Contains(method.Identifier.ValueText)
        select method;

    private static string ResultName(TypeSyntax type) => type switch
    {
        GenericNameSyntax { Identifier.ValueText: "Task" or "ValueTask" } task => ResultName(task.TypeArgumentList.Arguments[0]),
        SimpleNameSyntax name => name.Identifier.ValueText,
        _ => type.ToString(),
    };

    private static Offender Offender(MethodDeclarationSyntax handler, string what) =>
        new(
            $"{handler.SyntaxTree.FilePath}: {handler.Identifier.ValueText}",
            $"{handler.SyntaxTree.FilePath}:{CSharpFiles.Line(handler)} {what}");
}
