using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Timbre.Server.Recordings;
using Timbre.Server.Tests.Hosting;
using Timbre.Server.Tests.Recordings;
using Timbre.Storage;

namespace Timbre.Server.Tests.Builds;

public sealed class WaitingForRecordingsTests
{
    /// <summary>Three recordings are enough for a rapid voice, whoever sends, deactivates or deletes them.</summary>
    [Theory, Databases]
    public async Task A_voice_waits_for_recordings_until_there_are_enough_and_again_when_there_are_not(string database)
    {
        await using var server = await TestServer.StartOn(database, ("Policies:RapidSeconds", "100"));
        var voice = await server.NewVoice();
        var last = "";
        foreach (var (i, stage) in new[] { (0, "awaiting_recordings"), (1, "awaiting_recordings"), (2, "awaiting_build") })
        {
            last = $"{Upload.RecordingsOf(voice)}/{(await server.Http.Recorded(voice, $"clip {i}", Samples.Bytes(i))).Text("uuid")}";
            Assert.Equal(stage, await Stage(server, voice));
        }

        await server.Http.Send(HttpMethod.Put, last, new { is_active = false });
        Assert.Equal("awaiting_recordings", await Stage(server, voice));
        await server.Http.Send(HttpMethod.Put, last, new { is_active = true });
        Assert.Equal("awaiting_build", await Stage(server, voice));
        await server.Http.Send(HttpMethod.Delete, last);
        Assert.Equal("awaiting_recordings", await Stage(server, voice));
    }

    [Theory, Databases]
    public async Task A_recording_of_the_dataset_takes_its_seconds_with_it_and_leaves_what_others_share(string database)
    {
        await using var server = await TestServer.StartOn(database);
        var voice = await server.NewVoice();
        var item = await server.Http.Recorded(voice, "one");
        var db = server.Services.GetRequiredService<Database>();
        var recordings = server.Services.GetRequiredService<RecordingTable>();
        await using (var unit = await db.Begin(default))
        {
            // a second row on the same file, as the pieces of a long one may be
            await unit.Execute("update recordings set source = 'dataset', seconds = 4.5, work_blob = original_blob", null, default);
            var twin = (await RecordingTable.All(unit, voice, default))[0] with { Id = "twin", Name = "twin" };
            await RecordingTable.Add(unit, twin, default);
            await unit.Execute("update voices set dataset_seconds = 7", null, default);
            await unit.Commit();
        }

        foreach (var (uuid, left) in new[] { ("twin", 2.5), (item.Text("uuid"), 0.0) })
        {
            Assert.Equal(HttpStatusCode.OK, (await server.Http.Send(HttpMethod.Delete, $"{Upload.RecordingsOf(voice)}/{uuid}")).Status);
            Assert.Equal(left, await db.First<double>("select dataset_seconds from voices", null, default), 1e-9);
            Assert.Equal(left > 0, server.Blobs().Count > 1);
        }
    }

    private static async Task<string> Stage(TestServer server, string voice) =>
        (await server.Http.Get($"/api/v2/voices/{voice}")).Body.GetProperty("item").GetProperty("progress").Text("stage");
}
