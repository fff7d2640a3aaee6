using Microsoft.Extensions.DependencyInjection;
using Timbre.Server.Tests.Hosting;
using Timbre.Storage;

namespace Timbre.Server.Tests.Builds;

/// <summary>The database of a server of version 8: jobs stand in its old table, builds in the rows of voices.</summary>
public sealed class OldBuildsTests
{
    /// <summary>Killed while it decided about the consent and while it trained: the new server finishes both.</summary>
    [Theory, Databases]
    public async Task Builds_that_were_under_way_go_on(string database)
    {
        await using var server = await TestServer.StartOn(database);
        var uuids = new[] { await Trainable(server, "consent"), await Trainable(server, "train") };
        await Age(server, uuids);
        await server.Restart();
        foreach (var uuid in uuids)
            Assert.Equal("finished", (await server.Http.Settled(uuid)).Text("status"));
    }

    private static async Task<string> Trainable(TestServer server, string name)
    {
        var uuid = (await server.Http.Post("/api/v2/voices", new { name, voice_type = "rapid" })).Body.GetProperty("item").Text("uuid");
        for (var i = 0; i < 3; i++)
        {
            using var form = Samples.Form($"clip {i}", Samples.Bytes(i), Samples.Clips[i].Text);
            using var response = await server.Http.PostAsync($"/api/v2/voices/{uuid}/recordings", form);
            Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
        }

        return uuid;
    }

    /// <summary>Takes the two migrations back, as far as rows go, and puts the work there that the old server had scheduled.</summary>
    private static async Task Age(TestServer server, string[] uuids)
    {
        await using var unit = await server.Services.GetRequiredService<Database>().Begin(default);
        foreach (var column in new[]
        {
            "status text not null default 'running'", "stage text not null default 'queued'", "issue text",
            "fill boolean not null default false",
            "build integer not null default 2", "fraction double precision not null default 0", "seconds_left double precision",
            "notes text", "curve text",
        })
            await unit.Execute($"alter table voices add column {column}", null, default);
        await unit.Execute("drop table builds", null, default);
        await unit.Execute("drop table jobs", null, default);
        await unit.Execute(
            """
            create table intents (
                id text not null primary key, kind text not null, voice_id text references voices (id) on delete cascade,
                clip_id text references clips (id) on delete cascade, batch_id text references batches (id) on delete cascade,
                build integer not null, state text not null, attempts integer not null, due_at bigint not null, created_at bigint not null)
            """, null, default);
        foreach (var (i, kind) in new[] { (0, "consent"), (1, "train") })
        {
            await unit.Execute(
                "insert into intents (id, kind, voice_id, build, state, attempts, due_at, created_at) values (@kind, @kind, @uuid, 2, "
                    + "'scheduled', 0, 1, 1)",
                new { kind, uuid = uuids[i] }, default);
        }

        await unit.Execute("delete from schema_version where version > 8", null, default);
        await unit.Commit();
    }
}
