using System.Net;
using System.Text;
using Timbre.Server.Tests.Hosting;
using Timbre.Server.Tests.Speech;
using Timbre.Server.Tests.Webhooks;

namespace Timbre.Server.Tests.Clips;

public sealed class ClipLifeTests
{
    [Theory, Databases]
    public async Task Whoever_waits_is_told_when_there_is_sound_and_each_change_is_told_in_order(string database)
    {
        await using var receiver = await Receiver.Start();
        await using var server = await TestServer.StartOn(database);
        var voice = await server.NewSpeaker();
        var project = await server.NewProject();
        var (status, created) = await server.Http.Post(
            $"/api/v2/projects/{project}/clips", new { voice_uuid = voice, body = "The first text.", callback_uri = receiver.Url });
        Assert.Equal(HttpStatusCode.OK, status);
        var clip = created.GetProperty("item");
        FieldTable.Check(FieldTable.ClipWithoutSound, clip);
        Assert.Equal(("rendering", 15), (clip.Text("status"), clip.GetProperty("character_count").GetInt32()));
        var path = $"/api/v2/projects/{project}/clips/{clip.Text("uuid")}";

        var received = await receiver.Next();
        FieldTable.Check(FieldTable.ClipCallback, received.Json);
        Assert.Equal((clip.Text("uuid"), project), (received.Json.Text("id"), received.Json.Text("project_id")));
        Assert.Contains("webhook-signature", received.Headers.Keys);
        var settled = await server.Http.SettledClip(project, clip.Text("uuid"));
        FieldTable.Check(FieldTable.Clip, settled);
        ClipCalls.CheckTimes(received.Json.GetProperty("audio_timestamps"), "The first text.", settled.GetProperty("duration").GetDouble());
        using var anybody = new HttpClient();
        var first = await anybody.GetByteArrayAsync(received.Json.Text("url"));
        Assert.True(first.AsSpan().StartsWith("RIFF"u8));

        await ChangeTwice(server, path, receiver.Url);
        var both = new[] { await receiver.Next(), await receiver.Next() };
        Assert.NotEqual(both[0].Id, both[1].Id);
        var last = await server.Http.SettledClip(project, clip.Text("uuid"));
        ClipCalls.CheckTimes(
            both[1].Json.GetProperty("audio_timestamps"), "The third text, a bit longer.", last.GetProperty("duration").GetDouble());
        var third = await anybody.GetAsync(both[1].Json.Text("url"));
        Assert.Equal("audio/mpeg", third.Content.Headers.ContentType!.MediaType);
        Assert.Equal(1, server.BlobsOf(voice));
        await CheckAddressIsNeeded(server, path);
    }

    /// <summary>Two changes at once: both are told, of the second one's sound.</summary>
    private static async Task ChangeTwice(TestServer server, string path, string callbackUri)
    {
        var (_, changed) = await server.Http.Send(
            HttpMethod.Put, path, new { title = "now titled", body = "The second text.", callback_uri = callbackUri });
        FieldTable.Check(FieldTable.ClipWithoutSound, changed.GetProperty("item"));
        var (_, again) = await server.Http.Send(
            HttpMethod.Patch, path,
            new
            {
                is_archived = true,
                body = "The third text, a bit longer.",
                sample_rate = 8000,
                output_format = "mp3",
                callback_uri = callbackUri
            });
        Assert.Equal(
            ("now titled", true, "rendering"),
            (again.GetProperty("item").Text("title"), again.GetProperty("item").Is("is_archived"),
                again.GetProperty("item").Text("status")));
    }

    private static async Task CheckAddressIsNeeded(TestServer server, string path)
    {
        foreach (var method in new[] { HttpMethod.Put, HttpMethod.Patch })
        {
            var (refusedStatus, refused) = await server.Http.Send(method, path, new { body = "No address." });
            Assert.Equal((HttpStatusCode.BadRequest, "invalid_callback_uri"), (refusedStatus, refused.Text("code")));
            Assert.StartsWith("callback_uri: ", refused.Text("message"));
        }
    }

    [Theory, Databases]
    public async Task Titles_are_searched_and_pages_are_whole(string database)
    {
        await using var server = await TestServer.StartOn(database);
        var voice = await server.NewSpeaker();
        var project = await server.NewProject();
        foreach (var title in new[] { "Intro", "100% sure", "a_b", "intro two", null, "aXb" })
        {
            Assert.True(
                (await server.Http.Post(
                    $"/api/v2/projects/{project}/clips", new { voice_uuid = voice, body = "Yes.", title })).Body.Is("success"));
            await Task.Delay(2);
        }

        foreach (var (query, titles) in new (string, string[])[]
        {
            ("?q=INTRO", ["intro two", "Intro"]), ("?q=%25", ["100% sure"]), ("?q=a_b", ["a_b"]), ("?q=nothing", []),
            ("?q=", ["aXb", "", "intro two", "a_b", "100% sure", "Intro"]),
            ("?page=2&page_size=4", ["100% sure", "Intro"]), ("?page=3&page_size=4", []),
        })
        {
            var (_, page) = await server.Http.Get($"/api/v2/projects/{project}/clips{query}");
            FieldTable.Check(FieldTable.Page, page);
            Assert.Equal(titles, page.GetProperty("items").EnumerateArray().Select(item => item.Text("title")));
            Assert.All(page.GetProperty("items").EnumerateArray(), item => FieldTable.Check(FieldTable.Clip, item));
        }

        Assert.Equal(
            (6, 2),
            ((await server.Http.Get($"/api/v2/projects/{project}/clips?page_size=4")).Body is var body
                ? (body.GetProperty("total_count").GetInt32(), body.GetProperty("num_pages").GetInt32())
                : default));
    }

    [Theory, Databases]
    public async Task Deleting_a_clip_its_project_or_its_voice_leaves_neither_sound_nor_text(string database)
    {
        await using var server = await TestServer.StartOn(database);
        var voice = await server.NewSpeaker();
        foreach (var what in new[] { "clip", "project", "voice" })
        {
            var text = $"Zebediah says {what} quite often.";
            var project = await server.NewProject();
            var (_, made) = await server.Http.Post(
                $"/api/v2/projects/{project}/clips", new { voice_uuid = voice, body = text, precision = "PCM_16", raw = true });
            var clip = made.GetProperty("item");
            var sound = Loudest(clip.GetProperty("raw_audio").GetBytesFromBase64());
            Assert.NotEmpty(RawBytes.FilesWith(server.DataFolder, sound));
            var path = what switch
            {
                "clip" => $"/api/v2/projects/{project}/clips/{clip.Text("uuid")}",
                "project" => $"/api/v2/projects/{project}",
                _ => $"/api/v2/voices/{voice}",
            };
            Assert.True((await server.Http.Send(HttpMethod.Delete, path)).Body.Is("success"));
            Assert.Empty(RawBytes.FilesWith(server.DataFolder, sound));
            if (database == "sqlite")
                Assert.Empty(RawBytes.FilesWith(server.DataFolder, Encoding.UTF8.GetBytes(text)));
            Assert.Equal(HttpStatusCode.NotFound, (await server.Http.Get($"/api/v2/projects/{project}/clips/{clip.Text("uuid")}")).Status);
            using var anybody = new HttpClient();
            Assert.Equal(HttpStatusCode.NotFound, (await anybody.GetAsync(clip.Text("audio_src"))).StatusCode);
            Assert.Equal(0, server.BlobsOf(voice));
        }
    }

    /// <summary>Bytes of the WAV that are unlike any others.</summary>
    private static byte[] Loudest(byte[] wav)
    {
        var at = Enumerable.Range(11, (wav.Length / 4) - 50).MaxBy(i => Math.Abs((int)BitConverter.ToInt16(wav, 4 * i))) * 4;
        return wav[(at - 20)..(at + 80)];
    }

    [Theory, Databases]
    public async Task A_sound_that_cannot_be_stored_is_told_and_leaves_nothing(string database)
    {
        await using var receiver = await Receiver.Start();
        await using var server = await TestServer.StartOn(database);
        var voice = await server.NewSpeaker();
        var project = await server.NewProject();
        await server.Restart(("Limits:MinFreeDiskBytes", $"{1L << 60}"));
        var (status, refused) = await server.Http.Post($"/api/v2/projects/{project}/clips", new { voice_uuid = voice, body = "Hello." });
        Assert.Equal((507, "disk_full"), ((int)status, refused.Text("code")));

        var (_, created) = await server.Http.Post(
            $"/api/v2/projects/{project}/clips", new { voice_uuid = voice, body = "Hello.", callback_uri = receiver.Url });
        var received = (await receiver.Next()).Json;
        FieldTable.Check(FieldTable.ClipCallback, received);
        Assert.Equal(System.Text.Json.JsonValueKind.Null, received.GetProperty("url").ValueKind);
        Assert.Contains("disk", Assert.Single(received.GetProperty("issues").EnumerateArray()).GetString());
        var failed = await server.Http.SettledClip(project, created.GetProperty("item").Text("uuid"));
        Assert.Equal("failed", failed.Text("status"));
        Assert.Contains("disk", Assert.Single(failed.GetProperty("issues").EnumerateArray()).GetString());
        Assert.Equal(0, server.BlobsOf(voice));
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(server.DataFolder, "blobs", ".incoming")));
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(server.DataFolder, "scratch")));
    }
}
