namespace Timbre.Storage.Tests;

public sealed class MigratorTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Theory, Databases]
    public async Task A_database_of_the_first_version_ends_as_a_fresh_one_with_its_rows(string kind)
    {
        await using var old = await Scratch.Create(kind);
        await using var fresh = await Scratch.Create(kind);
        await using (var unit = await old.Database.Begin(None))
        {
            await unit.Execute(await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "Old", "version-1.sql")), null, None);
            await unit.Execute("create table schema_version (version integer not null primary key)", null, None);
            await unit.Execute("insert into schema_version (version) values (1)", null, None);
            await unit.Execute("insert into accounts (id, name, plan, authorized_uploader, webhook_secret, created_at) values ('a', 'Ada', 'pro', @yes, 's', 7)", new { yes = true }, None);
            await unit.Execute("insert into keys (id, account_id, prefix, hash, created_at) values ('k', 'a', 'tmb', 'h', 8)", null, None);
            await unit.Commit();
        }

        var migrator = new Migrator(old.Database);
        await migrator.Run(None);
        await migrator.Run(None);
        await new Migrator(fresh.Database).Run(None);

        Assert.Equal(migrator.Newest, await old.Database.First<int>("select max(version) from schema_version", null, None));
        Assert.Equal("Ada", await old.Database.First<string>("select a.name from accounts a join keys k on k.account_id = a.id where k.hash = 'h'", null, None));
        Assert.Equal(await Shape(fresh.Database), await Shape(old.Database));
    }

    [Theory, Databases]
    public async Task A_newer_database_is_refused_with_a_sentence_and_left_alone(string kind)
    {
        await using var scratch = await Scratch.Create(kind);
        var migrator = new Migrator(scratch.Database);
        await migrator.Run(None);
        await using (var unit = await scratch.Database.Begin(None))
        {
            await unit.Execute("insert into schema_version (version) values (9999)", null, None);
            await unit.Commit();
        }

        var refused = await Assert.ThrowsAsync<NewerDatabaseException>(() => migrator.Run(None));
        Assert.Contains("9999", refused.Message);
        Assert.Equal(9999, await scratch.Database.First<int>("select max(version) from schema_version", null, None));
    }

    [Theory, Databases]
    public async Task Two_servers_that_start_at_once_migrate_once(string kind)
    {
        await using var scratch = await Scratch.Create(kind);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => new Migrator(scratch.Database).Run(None)));
        var versions = await scratch.Database.Query<int>("select version from schema_version order by version", null, None);
        Assert.Equal(Enumerable.Range(1, new Migrator(scratch.Database).Newest), versions);
    }

    [Theory, Databases]
    public async Task A_rebuilt_database_has_the_tables_of_a_fresh_one_and_none_of_the_rows(string kind)
    {
        await using var scratch = await Scratch.Create(kind);
        var migrator = new Migrator(scratch.Database);
        await migrator.Run(None);
        var shape = await Shape(scratch.Database);
        await using (var unit = await scratch.Database.Begin(None))
        {
            await unit.Execute("insert into accounts (id, name, plan, authorized_uploader, webhook_secret, created_at) values ('a', 'Ada', 'pro', @yes, 's', 7)", new { yes = true }, None);
            await unit.Execute("insert into keys (id, account_id, prefix, hash, created_at) values ('k', 'a', 'tmb', 'h', 8)", null, None);
            await unit.Commit();
        }

        await using (var unit = await scratch.Database.Begin(None))
        {
            await migrator.Rebuild(unit, 1, () => Task.CompletedTask, None);
            await unit.Commit();
        }

        Assert.Equal(shape, await Shape(scratch.Database));
        Assert.Equal(0, await scratch.Database.First<int>("select (select count(*) from accounts) + (select count(*) from keys)", null, None));
    }

    /// <summary>Tables and columns; the order of columns is history.</summary>
    private static async Task<IEnumerable<string>> Shape(Database database)
    {
        await using var unit = await database.Snapshot(None);
        var tables = await Schema.Everything(unit, database.Dialect, None);
        return tables.SelectMany(table => table.Columns.Select(column => $"{table.Name}.{column.Name} {column.Type}")).Order(StringComparer.Ordinal);
    }
}
