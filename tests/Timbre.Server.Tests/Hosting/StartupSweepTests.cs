using Microsoft.Extensions.DependencyInjection;
using Timbre.Server.Tests.Webhooks;
using Timbre.Storage;

namespace Timbre.Server.Tests.Hosting;

public sealed class StartupSweepTests
{
    [Fact]
    public async Task A_start_removes_what_no_row_names_and_nothing_else()
    {
        await using var server = await TestServer.Start();
        var wav = Convert.ToBase64String(Samples.Bytes(0));
        var (_, body) = await server.Http.Post("/api/v2/voices", new { name = "Ada", consent = wav });
        var kept = Directory.GetFiles(Path.Combine(server.DataFolder, "blobs"), "*", SearchOption.AllDirectories);
        Assert.Single(kept);

        var left = await server.NewVoice(null);
        string[] orphans = [
            Path.Combine(Path.GetDirectoryName(kept[0])!, "old.wav"), Blob(server, left, "x.wav"), Blob(server, "gone", "y.voice"),
            Blob(server, ".incoming", "half")
        ];
        foreach (var orphan in orphans)
            await File.WriteAllTextAsync(orphan, "left over");
        await Task.Delay(200); // the file system's clock is a little behind ours, and the sweep allows for that
        await server.Restart();

        var folder = Path.GetDirectoryName(orphans[2])!;
        for (var until = DateTime.UtcNow.AddSeconds(30); Directory.Exists(folder) && DateTime.UtcNow < until;)
            await Task.Delay(20);
        Assert.DoesNotContain(orphans, File.Exists);
        Assert.False(Directory.Exists(folder));
        Assert.True(File.Exists(kept[0]));
        Assert.Equal(
            "unverified",
            (await server.Http.Get($"/api/v2/voices/{body.GetProperty("item").Text("uuid")}")).Body.GetProperty("item")
                .GetProperty("consent").Text("status"));
    }

    [Fact]
    public async Task The_checkpoint_of_a_build_under_way_outlives_a_start_and_that_of_an_ended_one_does_not()
    {
        await using var server = await TestServer.Start();
        var voice = await server.NewVoice(null);
        await using (var unit = await server.Services.GetRequiredService<Database>().Begin(default))
        {
            await unit.Execute(
                "update builds set status = 'running', stage = 'training', number = 7 where voice_id = @voice", new { voice }, default);
            await unit.Commit();
        }

        var (underWay, ended) = (Blob(server, voice, "build-7.checkpoint"), Blob(server, voice, "build-6.checkpoint"));
        await File.WriteAllTextAsync(underWay, "a crash left it");
        await File.WriteAllTextAsync(ended, "a crash left it");
        await Task.Delay(200); // as above
        await server.Restart();

        for (var until = DateTime.UtcNow.AddSeconds(30); File.Exists(ended) && DateTime.UtcNow < until;)
            await Task.Delay(20);
        Assert.False(File.Exists(ended));
        Assert.True(File.Exists(underWay));
    }

    private static string Blob(TestServer server, string folder, string name) =>
        Path.Combine(Directory.CreateDirectory(Path.Combine(server.DataFolder, "blobs", folder)).FullName, name);
}
