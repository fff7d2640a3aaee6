using System.Diagnostics.CodeAnalysis;

namespace Timbre.Server.Terms;

/// <summary>What <see cref="TermResource{TRow, TRequest, TView}"/> has to know of one kind of term.</summary>
/// <param name="Name">Of a thing of this kind in the names of the operations: CreatePhoneme.</param>
/// <param name="Noun">The same for people.</param>
/// <param name="Table">The table, and the path of the routes.</param>
/// <param name="Columns">Properties of a row that only this kind has.</param>
/// <param name="Read">Makes a row of what was sent; throws <see cref="Http.RefusedException"/> where a field is missing or wrong.</param>
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
}
