using System.Net;
using System.Text.Json;
using Timbre.Server.Tests.Clips;
using Timbre.Server.Tests.Hosting;
using Timbre.Server.Tests.Speech;
using Timbre.Server.Tests.Webhooks;

namespace Timbre.Server.Tests.Batches;

public sealed class BatchTests
{
    [Theory, Databases]
    public async Task A_batch_counts_what_it_has_said_and_tells_when_it_is_through(string database)
    {
        await using var receiver = await Receiver.Start();
        await using var server = await TestServer.StartOn(database);
        var voice = await server.NewSpeaker();
        var project = await server.NewProject();
        using var phrases = new PhraseCount(server);
        phrases.HoldFrom(3); // the third element waits, so that there is something to see
        var (status, created) = await server.Http.Post($"/api/v2/projects/{project}/batch", new
        {
            voice_uuid = voice,
            body = new object[] { "The first one.", new[] { "second", "The second one." }, "你好", new[] { null, "The last one." } },
            output_format = "mp3",
            sample_rate = 16000,
            callback_uri = receiver.Url,
        });
        Assert.True(status == HttpStatusCode.OK, created.ToString());
        var batch = created.GetProperty("item");
        FieldTable.Check(FieldTable.Batch, batch);
        Assert.Equal(
            (4, voice, receiver.Url), (batch.GetProperty("total_count").GetInt32(), batch.Text("voice_uuid"), batch.Text("callback_uri")));
        Assert.Equal(
            [("", "The first one."), ("second", "The second one."), ("", "你好"), ("", "The last one.")],
            batch.GetProperty("body").EnumerateArray().Select(pair => (pair[0].GetString()!, pair[1].GetString()!)));
        Assert.False(batch.TryGetProperty("clips", out _));

        var path = $"/api/v2/projects/{project}/batch/{batch.Text("uuid")}";
        await phrases.Reaches(3);
        await CheckHalf(server, project, path);
        phrases.Release();

        var received = (await receiver.Next()).Json;
        FieldTable.Check(FieldTable.Batch, received);
        Assert.Equal((batch.Text("uuid"), 4, 3, 1),
            (received.Text("uuid"), received.GetProperty("total_count").GetInt32(), received.GetProperty("completed_count").GetInt32(),
                received.GetProperty("failed_count").GetInt32()));
        await CheckClips(server, project, received);

        Assert.Equal(4, await ClipCount(server, project));
        Assert.Equal(3, server.BlobsOf(voice));
        Assert.True((await server.Http.Send(HttpMethod.Delete, path)).Body.Is("success"));
        Assert.Equal(HttpStatusCode.NotFound, (await server.Http.Get(path)).Status);
        Assert.Equal(0, await ClipCount(server, project));
        Assert.Equal(0, server.BlobsOf(voice));
    }

    [Theory, Databases]
    public async Task Deleting_a_batch_its_project_or_its_voice_while_it_is_being_said_leaves_nothing(string database)
    {
        await using var receiver = await Receiver.Start();
        await using var server = await TestServer.StartOn(database);
        var voice = await server.NewSpeaker();
        using var phrases = new PhraseCount(server);
        foreach (var what in new[] { "batch", "project", "voice" })
        {
            var project = await server.NewProject();
            phrases.HoldFrom(4);
            var before = phrases.Made;
            var (_, created) = await server.Http.Post(
                $"/api/v2/projects/{project}/batch",
                new { voice_uuid = voice, body = Enumerable.Range(0, 30).Select(i => $"Number {i}."), callback_uri = receiver.Url });
            var batch = $"/api/v2/projects/{project}/batch/{created.GetProperty("item").Text("uuid")}";
            await phrases.Reaches(before + 4);
            var deleting = server.Http.Send(
                HttpMethod.Delete,
                what switch { "batch" => batch, "project" => $"/api/v2/projects/{project}", _ => $"/api/v2/voices/{voice}" });
            await Task.Delay(300);
            phrases.Release();
            Assert.True((await deleting).Body.Is("success"));
            Assert.Equal(HttpStatusCode.NotFound, (await server.Http.Get(batch)).Status);
            Assert.Equal(0, server.BlobsOf(voice));
            var made = phrases.Made;
            Assert.InRange(made - before, 4, 6); // the one that was being made, and no more
        }

        Assert.Empty(receiver.All);
    }

    [Theory, Databases]
    public async Task A_restart_goes_on_where_it_was_and_says_nothing_twice(string database)
    {
        await using var receiver = await Receiver.Start();
        await using var server = await TestServer.StartOn(database);
        var voice = await server.NewSpeaker();
        var project = await server.NewProject();
        string path;
        using (var phrases = new PhraseCount(server))
        {
            phrases.HoldFrom(5);
            var (_, created) = await server.Http.Post(
                $"/api/v2/projects/{project}/batch",
                new { voice_uuid = voice, body = Enumerable.Range(0, 9).Select(i => $"Number {i}."), callback_uri = receiver.Url });
            path = $"/api/v2/projects/{project}/batch/{created.GetProperty("item").Text("uuid")}";
            await phrases.Reaches(5);
            Assert.Equal(4, (await Counted(server, path, 4)).GetProperty("completed_count").GetInt32());
            var restart = server.Restart();
            await Task.Delay(500);
            phrases.Release();
            await restart;
        }

        var first = Made(await Counted(server, path, 4)).Take(4).ToList();
        Assert.Equal(9, (await receiver.Next()).Json.GetProperty("completed_count").GetInt32());
        Assert.Equal(first, Made(await Counted(server, path, 9)).Take(4));
        await Task.Delay(500);
        Assert.Single(receiver.All);
    }

    [Fact]
    public async Task What_cannot_be_said_is_refused_with_the_place_of_the_element()
    {
        await using var server = await TestServer.Start(("Limits:MaxBatchElements", "3"), ("Limits:MaxSpeechCharacters", "20"));
        var voice = await server.NewSpeaker();
        var project = await server.NewProject();
        foreach (var (field, code, body) in new (string, string, object?)[]
        {
            ("body:", "invalid_body", null),
            ("body:", "invalid_body", "a text"),
            ("body:", "invalid_body", Array.Empty<string>()),
            ("body: 4", "invalid_body", new[] { "a", "b", "c", "d" }),
            ("body[1]:", "invalid_body", new object[] { "a", 7 }),
            ("body[1]:", "invalid_body", new object[] { "a", new[] { "title", "text", "more" } }),
            ("body[0]:", "invalid_body", new object[] { " " }),
            ("body[2]:", "text_too_long", new[] { "a", "b", new string('c', 21) }),
            ("body[0]:", "text_too_long", new[] { $"<speak>{new string('c', 21)}</speak>" }),
            ("body[0]:", "text_too_long", new[] { $"<speak {new string('x', 200)}>c</speak>" }),
            ("body[0]:", "invalid_title", new object[] { new[] { new string('t', 257), "text" } }),
        })
        {
            var (status, refused) = await server.Http.Post($"/api/v2/projects/{project}/batch", new { voice_uuid = voice, body });
            FieldTable.Check(FieldTable.Error, refused);
            Assert.Equal((HttpStatusCode.BadRequest, code), (status, refused.Text("code")));
            Assert.StartsWith(field, refused.Text("message"));
        }

        Assert.Equal(
            HttpStatusCode.NotFound,
            (await server.Http.Post($"/api/v2/projects/{project}/batch", new { voice_uuid = "nobody", body = new[] { "a" } })).Status);
        Assert.Equal(
            HttpStatusCode.NotFound,
            (await server.Http.Post("/api/v2/projects/nothing/batch", new { voice_uuid = voice, body = new[] { "a" } })).Status);
        Assert.True(
            (await server.Http.Post(
                $"/api/v2/projects/{project}/batch",
                new { voice_uuid = voice, body = new[] { $"<speak>{new string('c', 20)}</speak>" } })).Body.Is("success"));
    }

    private static async Task<int> ClipCount(TestServer server, string project) =>
        (await server.Http.Get($"/api/v2/projects/{project}/clips")).Body.GetProperty("total_count").GetInt32();

    /// <summary>Two are said, one cannot be, and the last one waits.</summary>
    private static async Task CheckHalf(TestServer server, string project, string path)
    {
        var half = await Counted(server, path, 3);
        Assert.Equal((2, 1), (half.GetProperty("completed_count").GetInt32(), half.GetProperty("failed_count").GetInt32()));
        Assert.Equal(3, half.GetProperty("clips").GetArrayLength());
        var (_, page) = await server.Http.Get($"/api/v2/projects/{project}/batch?page=1");
        FieldTable.Check(FieldTable.Page, page);
        FieldTable.Check(FieldTable.Batch, Assert.Single(page.GetProperty("items").EnumerateArray()));
    }

    /// <summary>Every clip of a callback has the sound that was asked for, or says why it has none.</summary>
    private static async Task CheckClips(TestServer server, string project, JsonElement received)
    {
        using var anybody = new HttpClient();
        foreach (var clip in received.GetProperty("clips").EnumerateArray())
        {
            if (clip.Text("status") == "failed")
            {
                FieldTable.Check(FieldTable.ClipWithoutSound, clip);
                Assert.Contains("spoken", Assert.Single(clip.GetProperty("issues").EnumerateArray()).GetString());
                continue;
            }

            FieldTable.Check(FieldTable.Clip, clip);
            using var sound = await anybody.GetAsync(clip.Text("audio_src"));
            Assert.Equal((HttpStatusCode.OK, "audio/mpeg"), (sound.StatusCode, sound.Content.Headers.ContentType!.MediaType));
            var (_, alone) = await server.Http.Get($"/api/v2/projects/{project}/clips/{clip.Text("uuid")}");
            ClipCalls.CheckTimes(
                alone.GetProperty("item").GetProperty("timestamps"), clip.Text("body"), clip.GetProperty("duration").GetDouble());
        }
    }

    /// <summary>Asks for the batch until so many of its elements are done.</summary>
    private static async Task<JsonElement> Counted(TestServer server, string path, int done)
    {
        var until = DateTime.UtcNow.AddSeconds(60);
        while (true)
        {
            var (_, body) = await server.Http.Get(path);
            var item = body.GetProperty("item");
            FieldTable.Check(FieldTable.Batch, item);
            if (item.GetProperty("completed_count").GetInt32() + item.GetProperty("failed_count").GetInt32() >= done)
                return item;
            Assert.True(DateTime.UtcNow < until, item.ToString());
            await Task.Delay(50);
        }
    }

    /// <summary>Which clips were made when.</summary>
    private static List<string> Made(JsonElement batch) =>
        [.. batch.GetProperty("clips").EnumerateArray().Select(clip => $"{clip.Text("uuid")} {clip.Text("last_generated_at")}")];
}
