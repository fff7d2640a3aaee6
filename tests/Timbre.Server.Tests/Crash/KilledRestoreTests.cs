using System.Diagnostics;
using System.Net.Http.Headers;
using Timbre.Server.Tests.Hosting;

namespace Timbre.Server.Tests.Crash;

/// <summary>kill -9 while a backup takes the place of everything.</summary>
public sealed class KilledRestoreTests
{
    private const int Kills = 8;

    [Theory, Databases]
    public async Task A_restore_that_is_killed_leaves_the_old_state_or_the_new_one(string database)
    {
        var folder = Directory.CreateTempSubdirectory("timbre-restore-").FullName;
        await using var scratch = database == "postgres" ? await ScratchDatabase.Create() : null;
        await using var server = new ServerProcess(folder, ("TIMBRE_DATABASE", scratch?.Connection ?? ""));
        await server.Start();
        using var admin = new HttpClient { BaseAddress = server.Url };
        admin.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Bearer", File.ReadAllText(Path.Combine(folder, "operator.key")).Trim());

        await Fill(server, "one", 3);
        var one = await admin.GetByteArrayAsync("/admin/v1/backup");
        await server.Http.Send(HttpMethod.Delete, $"/api/v2/voices/{(await Voices(server))[0].Uuid}");
        await Fill(server, "two", 4);
        var two = await admin.GetByteArrayAsync("/admin/v1/backup");

        var whole = await Restore(admin, one); // the time that it takes when nobody kills it
        var random = new Random(5);
        for (var kill = 0; kill < Kills; kill++)
        {
            var other = (await Voices(server))[0].Name == "one" ? two : one;
            var restore = Restore(admin, other);
            await Task.Delay(whole * (0.2 + random.NextDouble()));
            await server.Kill();
            await Task.WhenAny(restore);
            _ = restore.Exception; // the connection broke, or it had ended just before
            await server.Start();

            var voice = Assert.Single(await Voices(server));
            Assert.Equal(voice.Name == "one" ? 3 : 4, voice.Sounds);
        }

        var blobs = () => Directory.GetFiles(Path.Combine(folder, "blobs"), "*", SearchOption.AllDirectories)
            .Where(path => !path.Contains("/.leases/", StringComparison.Ordinal)).ToArray(); // the analysis may be reading one
        await server.Terminate();
        await server.Start();
        var named = 2 * (await Voices(server))[0].Sounds;
        for (var until = DateTime.UtcNow.AddSeconds(30); blobs().Length != named && DateTime.UtcNow < until;)
            await Task.Delay(50);
        Assert.Equal(named, blobs().Length);
        Directory.Delete(folder, recursive: true);
    }

    private static async Task<TimeSpan> Restore(HttpClient admin, byte[] backup)
    {
        var clock = Stopwatch.StartNew();
        using var response = await admin.PostAsync("/admin/v1/restore", new ByteArrayContent(backup));
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
        return clock.Elapsed;
    }

    private static async Task Fill(ServerProcess server, string name, int recordings)
    {
        var uuid = (await server.Http.Post("/api/v2/voices", new { name, voice_type = "rapid" })).Body.GetProperty("item").Text("uuid");
        for (var i = 0; i < recordings; i++)
        {
            using var response = await server.Http.PostAsync($"/api/v2/voices/{uuid}/recordings", Samples.Form($"r{i}", Samples.Bytes(i)));
            Assert.True(response.IsSuccessStatusCode);
        }
    }

    /// <summary>The voices there are, with how many of their sounds can be heard.</summary>
    private static async Task<List<(string Uuid, string Name, int Sounds)>> Voices(ServerProcess server)
    {
        var voices = new List<(string, string, int)>();
        foreach (var voice in (await server.Http.Get("/api/v2/voices")).Body.GetProperty("items").EnumerateArray())
        {
            var sounds = 0;
            foreach (var recording in (await server.Http.Get($"/api/v2/voices/{voice.Text("uuid")}/recordings")).Body.GetProperty("items")
                .EnumerateArray())
                sounds += (await server.Http.GetByteArrayAsync(recording.Text("audio_src"))).Length > 1000 ? 1 : 0;
            voices.Add((voice.Text("uuid"), voice.Text("name"), sounds));
        }

        return voices;
    }
}
