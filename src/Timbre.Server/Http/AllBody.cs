namespace Timbre.Server.Http;

/// <summary>All of something short, without pages.</summary>
/// <param name="Success">true.</param>
/// <param name="Items">All of them.</param>
public sealed record AllBody<T>(bool Success, IReadOnlyList<T> Items);
