namespace Timbre.Storage;

/// <summary>A column of one of our tables.</summary>
public sealed record Column(string Name, string Type)
{
    public bool IsBoolean => Type == "boolean";

    /// <summary>By convention: whatever is called <c>blob</c> or <c>..._blob</c> holds a blob's name, or null.</summary>
    public bool NamesBlob => Name == "blob" || Name.EndsWith("_blob", StringComparison.Ordinal);
}

/// <summary>One of our own tables.</summary>
public sealed record Table(string Name, IReadOnlyList<Column> Columns);

/// <summary>Our own tables as the database knows them: all but the job store's and the version's.</summary>
public static class Schema
{
    /// <summary>Our tables, each after those that its rows refer to.</summary>
    public static async Task<IReadOnlyList<Table>> Read(UnitOfWork unit, Dialect dialect, CancellationToken ct) =>
        [.. (await Everything(unit, dialect, ct)).Where(table =>
            table.Name != "schema_version" && !table.Name.StartsWith("qrtz_", StringComparison.Ordinal))];

    /// <summary>The same with the job store's tables and the version's.</summary>
    public static async Task<IReadOnlyList<Table>> Everything(UnitOfWork unit, Dialect dialect, CancellationToken ct)
    {
        var columns = await unit.Query<ColumnRow>(dialect == Dialect.Sqlite ? SqliteColumns : PostgresColumns, null, ct);
        var references = await unit.Query<ReferenceRow>(dialect == Dialect.Sqlite ? SqliteReferences : PostgresReferences, null, ct);
        var tables = columns.GroupBy(row => row.TableName)
            .Select(group => new Table(group.Key, [.. group.Select(row => new Column(row.ColumnName, row.Type.ToLowerInvariant()))]))
            .ToList();
        return OrderByReferences(tables, references.ToLookup(row => row.TableName, row => row.RefersTo));
    }

    /// <summary>The names of all blobs that rows name.</summary>
    public static async Task<HashSet<string>> Blobs(UnitOfWork unit, Dialect dialect, CancellationToken ct)
    {
        var named = new HashSet<string>();
        foreach (var table in await Read(unit, dialect, ct))
        {
            foreach (var column in table.Columns.Where(column => column.NamesBlob))
                named.UnionWith(
                    await unit.Query<string>($"select distinct {column.Name} from {table.Name} where {column.Name} is not null", null, ct));
        }

        return named;
    }

    private const string SqliteColumns =
        """
        select t.name as tablename, c.name as columnname, c.type as type from sqlite_master t join pragma_table_info(t.name) c
        where t.type = 'table' and t.name not like 'sqlite%' order by t.name, c.cid
        """;

    private const string PostgresColumns =
        """
        select table_name as tablename, column_name as columnname, data_type as type from information_schema.columns
        where table_schema = current_schema() order by table_name, ordinal_position
        """;

    private const string SqliteReferences =
        """
        select t.name as tablename, f."table" as refersto from sqlite_master t join pragma_foreign_key_list(t.name) f where t.type = 'table'
        """;

    private const string PostgresReferences =
        """
        select mine.relname as tablename, other.relname as refersto
        from pg_constraint c join pg_class mine on mine.oid = c.conrelid join pg_class other on other.oid = c.confrelid
        where c.contype = 'f' and c.connamespace = current_schema()::regnamespace
        """;

    private static List<Table> OrderByReferences(List<Table> tables, ILookup<string, string> references)
    {
        var ordered = new List<Table>();
        while (ordered.Count < tables.Count)
        {
            var next = tables.Where(table =>
                !ordered.Contains(table)
                    && references[table.Name].All(other => other == table.Name || ordered.Exists(one => one.Name == other)))
                .ToList();
            if (next.Count == 0)
                throw new InvalidOperationException("Tables refer to each other in a circle.");
            ordered.AddRange(next);
        }

        return ordered;
    }

    private sealed record ColumnRow(string TableName, string ColumnName, string Type);

    private sealed record ReferenceRow(string TableName, string RefersTo);
}
