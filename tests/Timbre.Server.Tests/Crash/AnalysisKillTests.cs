using System.Text.Json;
using Timbre.Server.Tests.Analysis;
using Timbre.Server.Tests.Hosting;
using Xunit.Abstractions;

namespace Timbre.Server.Tests.Crash;

public sealed class AnalysisKillTests(ITestOutputHelper output)
{
    private const int Recordings = 12, Kills = 10, MaxKills = 30;

    /// <summary>
    /// What is measured stays measured, however often the rest is begun again, and the end is the one that nobody disturbed.
    /// </summary>
    [Theory, Databases]
    public async Task A_dataset_whose_analysis_is_killed_again_and_again_is_analysed_once_and_told_once(string database)
    {
        var folder = Directory.CreateTempSubdirectory("timbre-kill-").FullName;
        await using var services = await ExternalServices.Open();
        services.Files["clips.zip"] = Damage.Zip(
            [.. Enumerable.Range(0, Recordings)
                .Select(i =>
                    ($"{i:00}", i % 4 == 3 ? Damage.Clipped(Damage.Clean(i % 5)) : Damage.Clean(i % 5),
                        i % 2 == 0 ? Samples.Clips[i % 5].Text : (string?)null))]);
        await using var postgres = database == "postgres" ? await ScratchDatabase.Create() : null;
        await using var server = new ServerProcess(
            folder, ("Policies__RetryScale", "0.02"), ("TIMBRE_DATABASE", postgres?.Connection ?? ""), ("Limits__AnalysisCores", "1"));
        await server.Start();
        var (_, created) = await server.Http.Post(
            "/api/v2/voices",
            new { name = "killed", dataset_url = $"{services.Url}data/clips.zip", callback_uri = $"{services.Url}hook" });
        var uuid = created.GetProperty("item").Text("uuid");

        var random = new Random(20261123);
        var measuredWhen = new Dictionary<string, string>();
        var counts = new List<int>();
        // On a busy machine ten kills may all come before the first measurement: then later ones, each a little later, until one does not.
        for (var kill = 0; kill < Kills || (kill < MaxKills && !counts.Any(IsMidway)); kill++)
        {
            await Task.Delay(random.Next(200, 1500 + (300 * Math.Max(0, kill - Kills))));
            await Note(server, uuid, measuredWhen);
            counts.Add(measuredWhen.Count);
            await server.Kill();
            await server.Start();
        }

        output.WriteLine($"Measured at each kill: {string.Join(", ", counts)} of {Recordings}.");
        Assert.Contains(counts, IsMidway);
        Assert.Equal("dataset_issue", (await server.Http.Settled(uuid)).Text("status"));
        var until = DateTime.UtcNow.AddSeconds(60);
        while (services.Received.IsEmpty && DateTime.UtcNow < until)
            await Task.Delay(100);
        Assert.Single(services.Received.Select(hook => hook.Id).Distinct());
        Assert.Equal(Recordings / 4, services.Received.First().Body.GetProperty("recordings").GetArrayLength());

        await Note(server, uuid, measuredWhen);
        Assert.Equal(Recordings, measuredWhen.Count);
        var report = await server.Http.Report(uuid);
        Assert.All(report.Items(), item => Assert.Equal(JsonValueKind.Object, item.GetProperty("spectrogram").ValueKind));
        Directory.Delete(folder, recursive: true);
    }

    private static bool IsMidway(int count) => count is > 0 and < Recordings;

    /// <summary>Remembers what was measured; whatever was measured before still has its pictures and scores.</summary>
    private static async Task Note(ServerProcess server, string uuid, Dictionary<string, string> measuredWhen)
    {
        var (_, report) = await server.Http.Get($"/api/v2/voices/{uuid}/analysis?page_size=1000");
        var now = report.Items().Where(item => item.Recording().GetProperty("analysed_at").ValueKind == JsonValueKind.String)
            .ToDictionary(item => item.Recording().Text("uuid"), item => item.Recording());
        Assert.All(measuredWhen.Keys, id => Assert.Contains(id, now.Keys));
        foreach (var (id, recording) in now)
        {
            Assert.Equal(JsonValueKind.Number, recording.GetProperty("stoi_score").ValueKind);
            measuredWhen.TryAdd(id, recording.Text("analysed_at"));
        }
    }
}
