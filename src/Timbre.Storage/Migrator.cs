using System.Reflection;

namespace Timbre.Storage;

/// <summary>Brings a database to this version's tables: numbered scripts, each once, each in a transaction.</summary>
public sealed class Migrator(Database database)
{
    private readonly IReadOnlyList<Migration> _migrations = Embedded();

    /// <summary>The version that this build of Timbre writes.</summary>
    public int Newest => _migrations[^1].Number;

    /// <summary>Applies what is missing.</summary>
    /// <exception cref="NewerDatabaseException">A newer Timbre has written this database.</exception>
    public async Task Run(CancellationToken ct)
    {
        if (database.Dialect == Dialect.Sqlite)
        {
            await using var connection = await database.Connect(ct);
            await using var command = connection.CreateCommand();
            command.CommandText = "pragma journal_mode=wal";
            await command.ExecuteNonQueryAsync(ct);
        }

        await using var unit = await database.Begin(ct);
        if (database.Dialect == Dialect.Postgres)
            await unit.Execute("select pg_advisory_xact_lock(7463001)", null, ct); // two servers that start at once take turns
        await unit.Execute("create table if not exists schema_version (version integer not null primary key)", null, ct);
        var current = await unit.First<int?>("select max(version) from schema_version", null, ct) ?? 0;
        if (current > Newest)
            throw new NewerDatabaseException(current, Newest);

        await Apply(unit, current, Newest, ct);
        await unit.Commit();
    }

    /// <summary>
    /// Drops every table, makes those of an older <paramref name="version"/>, lets <paramref name="fill"/> fill them, and brings them to
    /// this version; all in the caller's transaction.
    /// </summary>
    public async Task Rebuild(UnitOfWork unit, int version, Func<Task> fill, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(unit);
        ArgumentNullException.ThrowIfNull(fill);
        foreach (var table in (await Schema.Everything(unit, database.Dialect, ct)).Reverse())
            await unit.Execute($"drop table {table.Name}", null, ct);
        await unit.Execute("create table schema_version (version integer not null primary key)", null, ct);
        await Apply(unit, 0, version, ct);
        await fill();
        await Apply(unit, version, Newest, ct);
    }

    private async Task Apply(UnitOfWork unit, int from, int to, CancellationToken ct)
    {
        foreach (var migration in _migrations.Where(m => m.Number > from && m.Number <= to))
        {
            await unit.Execute(migration.Sql(database.Dialect), null, ct);
            await unit.Execute("insert into schema_version (version) values (@Number)", new { migration.Number }, ct);
        }
    }

    private static List<Migration> Embedded()
    {
        var assembly = Assembly.GetExecutingAssembly();
        return [.. assembly.GetManifestResourceNames()
            .Where(name => name.EndsWith(".sql", StringComparison.Ordinal))
            .Select(name =>
            {
                using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
                var number = int.Parse(name.Split(".Migrations.")[1][..4]);
                return new Migration(number, reader.ReadToEnd());
            })
            .OrderBy(migration => migration.Number)];
    }

    private sealed record Migration(int Number, string Text)
    {
        /// <summary>The script in one dialect: <c>{bytes}</c> is the one type that the two spell differently.</summary>
        public string Sql(Dialect dialect) => Text.Replace("{bytes}", dialect == Dialect.Sqlite ? "blob" : "bytea");
    }
}

/// <summary>The database was written by a newer Timbre, and this one would damage it.</summary>
public sealed class NewerDatabaseException(int found, int known)
    : Exception($"The database is of version {found}, this Timbre knows versions up to {known}: run the newer Timbre that wrote it.");
