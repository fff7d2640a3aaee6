using System.Text;
using Timbre.Server.Tests.Crash;
using Timbre.Server.Tests.Recordings;

namespace Timbre.Server.Tests.Hosting;

public sealed class LogTests
{
    /// <summary>Everything that the real process prints, with the log turned up as an operator would who looks for a fault.</summary>
    [Fact]
    public async Task No_sound_transcript_key_or_link_is_ever_logged()
    {
        var folder = Directory.CreateTempSubdirectory("timbre-log-").FullName;
        await using var server = new ServerProcess(folder, ("Logging__LogLevel__Default", "Trace"), ("Policies__LinkMinutes", "30"));
        await server.Start();
        var (_, created) = await server.Http.Post(
            "/api/v2/voices", new { name = "Ada", voice_type = "rapid", consent = Convert.ToBase64String(Samples.Long(5)) });
        var voice = created.GetProperty("item").Text("uuid");
        var (_, body) = await server.Http.Record(
            voice, Upload.Form(Samples.Bytes(0), ("name", "Marsh-marigold"), ("text", "quincunx of elms")));
        var link = body.GetProperty("item").Text("audio_src");

        using var anybody = new HttpClient();
        Assert.True((await anybody.GetAsync(link)).IsSuccessStatusCode);
        foreach (var bad in new[] {
            link + "x", link.Replace("/audio", "/nothing", StringComparison.Ordinal),
            link.Replace("expires=", "expires=%00", StringComparison.Ordinal)
        })
            Assert.False((await anybody.GetAsync(bad)).IsSuccessStatusCode);
        await server.Http.Record(
            voice, Upload.Form(Encoding.UTF8.GetBytes("RIFF....WAVEfmt "), ("name", "x"), ("text", "quincunx of elms")));
        await server.Http.Record(voice, Upload.Form(Samples.Bytes(0), ("name", "Marsh-marigold"), ("text", "quincunx of elms")));
        await server.Http.Post("/api/v2/voices", new { name = "quincunx of elms", consent = "quincunx of elms" });
        await server.Http.Send(
            HttpMethod.Put, $"{Upload.RecordingsOf(voice)}/{body.GetProperty("item").Text("uuid")}", new { text = "quincunx of elms\0" });

        var log = server.Log;
        Assert.Contains("info:", log);
        Assert.DoesNotContain(TestServer.Key, log);
        Assert.DoesNotContain(link[(link.IndexOf("signature=", StringComparison.Ordinal) + 10)..], log);
        Assert.DoesNotContain("quincunx", log);
        Assert.DoesNotContain("Marsh-marigold", log);
        Assert.DoesNotContain(File.ReadAllText(Path.Combine(folder, "operator.key")).Trim(), log);
        Assert.DoesNotContain(Convert.ToBase64String(Samples.Long(5))[100..160], log);
        await server.Kill();
        Directory.Delete(folder, recursive: true);
    }
}
