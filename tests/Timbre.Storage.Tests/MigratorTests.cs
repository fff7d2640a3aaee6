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
            await unit.Execute(
                "insert into accounts (id, name, plan, authorized_uploader, webhook_secret, created_at) values ('a', 'Ada', 'pro', @yes, "
                    + "'s', 7)",
                new { yes = true }, None);
            await unit.Execute("insert into keys (id, account_id, prefix, hash, created_at) values ('k', 'a', 'tmb', 'h', 8)", null, None);
            await unit.Commit();
        }

        var migrator = new Migrator(old.Database);
        await migrator.Run(None);
        await migrator.Run(None);
        await new Migrator(fresh.Database).Run(None);

        Assert.Equal(migrator.Newest, await old.Database.First<int>("select max(version) from schema_version", null, None));
        Assert.Equal(
            "Ada",
            await old.Database.First<string>(
                "select a.name from accounts a join keys k on k.account_id = a.id where k.hash = 'h'", null, None));
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
            await unit.Execute(
                "insert into accounts (id, name, plan, authorized_uploader, webhook_secret, created_at) values ('a', 'Ada', 'pro', @yes, "
                    + "'s', 7)",
                new { yes = true }, None);
            await unit.Execute("insert into keys (id, account_id, prefix, hash, created_at) values ('k', 'a', 'tmb', 'h', 8)", null, None);
            await unit.Commit();
        }

        await using (var unit = await scratch.Database.Begin(None))
        {
            await migrator.Rebuild(unit, 1, () => Task.CompletedTask, None);
            await unit.Commit();
        }

        Assert.Equal(shape, await Shape(scratch.Database));
        Assert.Equal(
            0, await scratch.Database.First<int>("select (select count(*) from accounts) + (select count(*) from keys)", null, None));
    }

    [Theory, Databases]
    public async Task Work_and_callbacks_outlive_the_tables_that_were_made_anew_for_clips(string kind)
    {
        await using var scratch = await Scratch.Create(kind);
        var migrator = new Migrator(scratch.Database);
        await migrator.Run(None);
        await using (var unit = await scratch.Database.Begin(None))
        {
            await migrator.Rebuild(unit, 3, () => AddWorkAndCallbacks(unit), None);
            await unit.Commit();
        }

        Assert.Equal(
            "v webhook/voice a 2",
            await scratch.Database.First<string>(
                "select voice_id || ' ' || queue || ' ' || account_id || ' ' || attempts from jobs where id = 'i'", null, None));
        Assert.Equal("v pending 500", await scratch.Database.First<string>(
            "select c.voice_id || ' ' || c.state || ' ' || t.http_status from callbacks c join callback_attempts t on t.callback_id = c.id",
            null, None));
        await using (var unit = await scratch.Database.Begin(None))
        {
            await unit.Execute("delete from voices where id = 'v'", null, None);
            await unit.Commit();
        }

        Assert.Equal(
            0,
            await scratch.Database.First<int>(
                "select (select count(*) from jobs) + (select count(*) from callbacks) + (select count(*) from callback_attempts)", null,
                None));
    }

    /// <summary>
    /// Every kind of work that a server of version 8 knew is under way, scheduled or put off; nothing of it is lost, and Quartz's old rows
    /// are gone.
    /// </summary>
    [Theory, Databases]
    public async Task Work_that_was_under_way_becomes_jobs_of_their_accounts(string kind)
    {
        await using var scratch = await Scratch.Create(kind);
        var migrator = new Migrator(scratch.Database);
        await migrator.Run(None);
        await using (var unit = await scratch.Database.Begin(None))
        {
            await migrator.Rebuild(unit, 8, async () =>
            {
                await unit.Execute(
                    await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "Old", "version-8-rows.sql")), null, None);
            }, None);
            await unit.Commit();
        }

        var jobs = await scratch.Database.Query<string>(
            "select id || ' ' || kind || ' ' || queue || ' ' || arguments || ' ' || account_id || ' ' || state || ' ' || attempts || ' ' "
                + "|| due_at || ' ' || created_at from jobs order by id",
            null, None);
        Assert.Equal(await File.ReadAllLinesAsync(Path.Combine(AppContext.BaseDirectory, "Old", "version-8-jobs.txt")), jobs);
        var builds = await scratch.Database.Query<string>(
            """
            select voice_id || ' ' || number || ' ' || status || ' ' || stage || ' ' || replace(cast(fraction as text), '.0', '')
                || ' ' || coalesce(replace(cast(seconds_left as text), '.0', ''), '-') || ' ' || coalesce(issue, '-')
                || ' ' || coalesce(notes, '-') || ' ' || coalesce(curve, '-') || ' ' || case when fill then 'true' else 'false' end
            from builds order by voice_id
            """, null, None);
        Assert.Equal(await File.ReadAllLinesAsync(Path.Combine(AppContext.BaseDirectory, "Old", "version-8-builds.txt")), builds);
        Assert.Equal(
            0,
            await scratch.Database.First<int>(
                "select (select count(*) from qrtz_job_details) + (select count(*) from qrtz_triggers)", null, None));
    }

    /// <summary>A voice with a webhook that is to be delivered, in the tables of version 3.</summary>
    private static async Task AddWorkAndCallbacks(UnitOfWork unit)
    {
        await unit.Execute(
            "insert into accounts (id, name, plan, authorized_uploader, webhook_secret, created_at) values ('a', 'Ada', 'pro', "
                + "@yes, 's', 7)",
            new { yes = true }, None);
        await unit.Execute(
            """
            insert into voices (id, account_id, name, voice_type, language, status, fill, build, stage, fraction, dataset_done,
                dataset_seconds, model_build, created_at, updated_at)
            values ('v', 'a', 'Ada', 'rapid', 'en-US', 'finished', @yes, 1, 'finished', 1, @yes, 0, 1, 7, 7)
            """, new { yes = true }, None);
        await unit.Execute(
            "insert into intents (id, kind, voice_id, build, state, attempts, due_at, created_at) values ('i', 'deliver', 'v', 1, "
                + "'waiting', 2, 8, 9)",
            null, None);
        await unit.Execute(
            "insert into callbacks (id, voice_id, sequence, url, status, body, state, attempts, due_at, created_at) values ('c', "
                + "'v', 1, 'u', 'finished', '{}', 'pending', 1, 8, 9)",
            null, None);
        await unit.Execute(
            "insert into callback_attempts (id, callback_id, attempted_at, http_status, seconds) values ('t', 'c', 8, 500, 0.5)",
            null, None);
    }

    /// <summary>Tables and columns; the order of columns is history.</summary>
    private static async Task<IEnumerable<string>> Shape(Database database)
    {
        await using var unit = await database.Snapshot(None);
        var tables = await Schema.Everything(unit, database.Dialect, None);
        return tables.SelectMany(table => table.Columns.Select(column => $"{table.Name}.{column.Name} {column.Type}"))
            .Order(StringComparer.Ordinal);
    }
}
