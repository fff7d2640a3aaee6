using System.Text.Json;
using Timbre.Server.Tests.Hosting;

namespace Timbre.Server.Tests.Clips;

/// <summary>Short ways to projects and clips.</summary>
internal static class ClipCalls
{
    public static async Task<string> NewProject(this TestServer server, string name = "Radio")
    {
        var (_, body) = await server.Http.Post("/api/v2/projects", new { name });
        return body.GetProperty("item").Text("uuid");
    }

    /// <summary>Asks for the clip until its sound is made or is known not to come.</summary>
    public static async Task<JsonElement> SettledClip(this HttpClient client, string project, string uuid, double withinSeconds = 120)
    {
        var until = DateTime.UtcNow.AddSeconds(withinSeconds);
        while (true)
        {
            var (_, body) = await client.Get($"/api/v2/projects/{project}/clips/{uuid}");
            var item = body.GetProperty("item");
            if (item.Text("status") != "rendering")
                return item;
            Assert.True(DateTime.UtcNow < until, "The clip is still being rendered.");
            await Task.Delay(50);
        }
    }

    public static int BlobsOf(this TestServer server, string voice)
    {
        var folder = Path.Combine(server.DataFolder, "blobs", voice);
        return Directory.Exists(folder) ? Directory.GetFiles(folder).Count(file => !file.EndsWith(".voice", StringComparison.Ordinal)) : 0;
    }

    /// <summary>The times are of one length each, begin with the first character and never go back.</summary>
    public static void CheckTimes(JsonElement times, string text, double seconds)
    {
        FieldTable.Check(FieldTable.Timestamps, times);
        Assert.Equal(text, string.Concat(times.GetProperty("graph_chars").EnumerateArray().Select(c => c.GetString())));
        foreach (var (chars, spans) in new[] { ("graph_chars", "graph_times"), ("phon_chars", "phon_times") })
        {
            var pairs = times.GetProperty(spans).EnumerateArray().Select(pair => (Start: pair[0].GetDouble(), End: pair[1].GetDouble()))
                .ToList();
            Assert.Equal(times.GetProperty(chars).GetArrayLength(), pairs.Count);
            Assert.All(pairs, pair => Assert.InRange(pair.Start, 0, pair.End));
            Assert.All(pairs.Zip(pairs.Skip(1)), two => Assert.True(two.First.Start <= two.Second.Start));
            Assert.InRange(pairs[^1].End, seconds / 3, seconds + 0.01);
        }
    }
}
