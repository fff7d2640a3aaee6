namespace Timbre.Storage;

/// <summary>
/// A list of ids behind <c>in</c>, as both databases read it: what Dapper makes of a list for PostgreSQL, SQLite does not know, and the
/// other way round.
/// </summary>
public static class IdList
{
    /// <summary>How many ids one statement takes.</summary>
    public const int MaxLength = 500;

    /// <returns>The list in parentheses, of the names of <paramref name="parameters"/>.</returns>
    public static string Of(IEnumerable<string> ids, out Dictionary<string, object> parameters)
    {
        parameters = ids.Index().ToDictionary(pair => $"id{pair.Index}", pair => (object)pair.Item);
        return $"({string.Join(", ", parameters.Keys.Select(name => '@' + name))})";
    }
}
