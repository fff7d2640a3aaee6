using System.Net;
using System.Text.Json;
using Timbre.Server.Tests.Hosting;
using Timbre.Storage;
using Xunit.Abstractions;

namespace Timbre.Server.Tests.Crash;

public sealed class BatchKillTests(ITestOutputHelper output)
{
    private const int Elements = 80;
    private const int Kills = 8;

    [Theory, Databases]
    public async Task A_batch_that_is_killed_again_and_again_is_said_once_and_told_once(string database)
    {
        var folder = Directory.CreateTempSubdirectory("timbre-kill-").FullName;
        await using var services = await ExternalServices.Open();
        await using var postgres = database == "postgres" ? await ScratchDatabase.Create() : null;
        await using var server = new ServerProcess(folder, [.. Easy, ("TIMBRE_DATABASE", postgres?.Connection ?? "")]);
        await server.Start();
        var voice = await FinishedVoice(server);
        var batch = await NewBatch(server, voice, $"{services.Url}hook");

        var random = new Random(20261122);
        var spokenAt = new Dictionary<string, string>();
        for (var kill = 0; kill < Kills; kill++)
        {
            await Task.Delay(random.Next(100, 900));
            Note(await Get(server, batch), spokenAt);
            if (kill % 2 == 1)
                await More(server, batch, spokenAt);
            await server.Kill();
            await server.Start();
        }

        output.WriteLine($"{spokenAt.Count} of {Elements} elements had been said when the last kill came.");
        Assert.InRange(spokenAt.Count, 1, Elements - 1);
        var done = await Done(server, batch);
        Note(done, spokenAt);
        Assert.Equal(
            (Elements, Elements, 0),
            (spokenAt.Count, done.GetProperty("completed_count").GetInt32(), done.GetProperty("failed_count").GetInt32()));

        var until = DateTime.UtcNow.AddSeconds(60);
        while (services.Received.IsEmpty && DateTime.UtcNow < until)
            await Task.Delay(100);
        Assert.Single(services.Received.Select(hook => hook.Id).Distinct());
        Assert.All(services.Received, hook => Assert.Equal(Elements, hook.Body.GetProperty("completed_count").GetInt32()));

        await server.Terminate();
        await server.Start(); // the sweep of this start removes what the kills left
        await NoFilesAreLeftOver(folder, voice, postgres);
        Directory.Delete(folder, recursive: true);
    }

    private static (string, string)[] Easy =>
    [
        ("Policies__RapidSeconds", "4"), ("Policies__RapidSpeechSeconds", "2"), ("Policies__RapidRecordings", "1"),
        ("Policies__RetryScale", "0.02"),
    ];

    private static async Task<string> FinishedVoice(ServerProcess server)
    {
        var (_, created) = await server.Http.Post("/api/v2/voices", new { name = "Ada", voice_type = "rapid" });
        var uuid = created.GetProperty("item").Text("uuid");
        using (var form = Samples.Form("talk", Samples.Long(8)))
            Assert.True((await server.Http.PostAsync($"/api/v2/voices/{uuid}/recordings", form)).IsSuccessStatusCode);
        await server.Http.Post($"/api/v2/voices/{uuid}/build");
        Assert.Equal("finished", (await server.Http.Settled(uuid)).Text("status"));
        return uuid;
    }

    /// <summary>The path of a batch of <see cref="Elements"/> texts.</summary>
    private static async Task<string> NewBatch(ServerProcess server, string voice, string callbackUri)
    {
        var (_, project) = await server.Http.Post("/api/v2/projects", new { name = "killed" });
        var clips = $"/api/v2/projects/{project.GetProperty("item").Text("uuid")}";
        var (status, made) = await server.Http.Post($"{clips}/batch", new
        {
            voice_uuid = voice,
            body = Enumerable.Range(0, Elements)
                .Select(i => $"This is the text of element number {i}, and it goes on for a while, so that a kill finds it at work."),
            callback_uri = callbackUri,
        });
        Assert.Equal(HttpStatusCode.OK, status);
        return $"{clips}/batch/{made.GetProperty("item").Text("uuid")}";
    }

    private static async Task<JsonElement> Get(ServerProcess server, string batch) =>
        (await server.Http.Get(batch)).Body.GetProperty("item");

    /// <summary>On a slow machine nothing would ever be said between two kills.</summary>
    private static async Task More(ServerProcess server, string batch, Dictionary<string, string> spokenAt)
    {
        var (before, until) = (spokenAt.Count, DateTime.UtcNow.AddMinutes(1));
        while (spokenAt.Count == before && DateTime.UtcNow < until)
        {
            await Task.Delay(50);
            Note(await Get(server, batch), spokenAt);
        }
    }

    private static async Task<JsonElement> Done(ServerProcess server, string batch)
    {
        var until = DateTime.UtcNow.AddMinutes(5);
        while (true)
        {
            var item = await Get(server, batch);
            if (item.GetProperty("completed_count").GetInt32() + item.GetProperty("failed_count").GetInt32() == Elements)
                return item;
            Assert.True(DateTime.UtcNow < until, $"{item.GetProperty("completed_count")} elements are said.\n{server.Log}");
            await Task.Delay(200);
        }
    }

    /// <summary>Remembers when each element was said; one that was said before has its old moment still.</summary>
    private static void Note(JsonElement batch, Dictionary<string, string> spokenAt)
    {
        if (!batch.TryGetProperty("clips", out var clips))
            return;
        foreach (var clip in clips.EnumerateArray())
        {
            var (uuid, when) = (clip.Text("uuid"), clip.Text("last_generated_at"));
            Assert.True(
                !spokenAt.TryGetValue(uuid, out var before) || before == when,
                $"Element {uuid} was said at {before} and again at {when}.");
            spokenAt[uuid] = when;
        }
    }

    private static async Task NoFilesAreLeftOver(string folder, string voice, ScratchDatabase? postgres)
    {
        await using var db = postgres is null ? Database.Sqlite(Path.Combine(folder, "timbre.db")) : Database.Postgres(postgres.Connection);
        var until = DateTime.UtcNow.AddSeconds(30);
        while (await db.First<int>(
            "select (select count(*) from jobs) + (select count(*) from qrtz_job_details)", null, CancellationToken.None) > 0
            || Directory.GetFiles(
                Path.Combine(folder, "blobs", voice), "*.wav").Length != Elements + 2 // a recording as it came and as it is learnt from
            || Directory.GetFiles(Path.Combine(folder, "blobs", ".incoming")).Length > 0)
        {
            Assert.True(
                DateTime.UtcNow < until,
                $"Work or files are left: {string.Join(", ", Directory.GetFiles(Path.Combine(folder, "blobs", voice)).Length)} files.");
            await Task.Delay(200);
        }
    }
}
