namespace Timbre.Client;

/// <summary>One page of a list.</summary>
/// <param name="Number">This page, from 1.</param>
/// <param name="Pages">How many pages there are.</param>
/// <param name="Total">How many items there are on all pages.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, int Number, int Pages, int Total);
