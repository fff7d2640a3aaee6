namespace Timbre.Storage.Tests;

public sealed class SchemaTests
{
    [Theory, Databases]
    public async Task Our_tables_come_after_those_they_refer_to_and_the_job_stores_are_not_ours(string kind)
    {
        await using var scratch = await Scratch.Create(kind);
        await new Migrator(scratch.Database).Run(default);
        await using var unit = await scratch.Database.Snapshot(default);
        var names = (await Schema.Read(unit, scratch.Database.Dialect, default)).Select(table => table.Name).ToList();
        Assert.True(names.IndexOf("accounts") < names.IndexOf("voices"));
        Assert.True(names.IndexOf("voices") < names.IndexOf("callbacks"));
        Assert.True(names.IndexOf("callbacks") < names.IndexOf("callback_attempts"));
        Assert.DoesNotContain(names, name => name.StartsWith("qrtz_", StringComparison.Ordinal) || name == "schema_version");
    }

    [Theory, Databases]
    public async Task A_snapshot_sees_one_moment_and_keeps_no_writer_waiting(string kind)
    {
        await using var scratch = await Scratch.Create(kind);
        await new Migrator(scratch.Database).Run(default);
        await using var moment = await scratch.Database.Snapshot(default);
        Assert.Equal(0, await moment.First<int>("select count(*) from accounts", null, default));
        await using (var unit = await scratch.Database.Begin(default))
        {
            await unit.Execute(
                "insert into accounts (id, name, plan, authorized_uploader, webhook_secret, created_at) values ('a', 'Ada', 'pro', @yes, "
                    + "'s', 7)",
                new { yes = true }, default);
            await unit.Commit();
        }

        Assert.Equal(0, await moment.First<int>("select count(*) from accounts", null, default));
        Assert.Equal(1, await scratch.Database.First<int>("select count(*) from accounts", null, default));
    }
}
