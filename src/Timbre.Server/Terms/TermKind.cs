using System.Diagnostics.CodeAnalysis;
using Timbre.Server.Http;

namespace Timbre.Server.Terms;

/// <summary>What <see cref="TermResource{TRow, TRequest, TView}"/> and its routes have to know of one kind of term.</summary>
/// <param name="Name">Of a thing of this kind in the names of the operations: CreatePhoneme.</param>
/// <param name="Noun">The same for people.</param>
/// <param name="Table">The table, and the path of the routes below <c>/api/v2</c>.</param>
/// <param name="Columns">Properties of a row that only this kind has.</param>
/// <param name="Read">Makes a row of what was sent; throws <see cref="RefusedException"/> where a field is missing or wrong.</param>
/// <param name="View">A row on the wire.</param>
internal sealed record TermKind<TRow, TRequest, TView>(
    string Name, string Noun, string Table, IReadOnlyList<string> Columns, Func<TRequest, TRow> Read, Func<TRow, TView> View)
    where TRow : Term
    where TRequest : class
{
    /// <summary>What the documentation says of the making of one.</summary>
    public required string CreateSummary { get; init; }

    /// <summary>A body with which one is made.</summary>
    [StringSyntax(StringSyntaxAttribute.Json)]
    public required string Example { get; init; }

    /// <summary>Names the routes and says what they are for.</summary>
    public void Describe(RouteHandlerBuilder create, RouteHandlerBuilder list, RouteHandlerBuilder get, RouteHandlerBuilder delete)
    {
        create.WithName($"Create{Name}").WithSummary(CreateSummary).WithExample(Example);
        list.WithName($"List{Name}s").WithSummary($"The account's {Noun}s, newest first.");
        get.WithName($"Get{Name}").WithSummary($"One of the account's {Noun}s.");
        delete.WithName($"Delete{Name}").WithSummary($"Delete a {Noun}: from the next text on it is not applied any more.");
    }
}
