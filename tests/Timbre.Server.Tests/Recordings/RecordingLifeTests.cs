using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Timbre.Server.Tests.Hosting;
using Timbre.Storage;

namespace Timbre.Server.Tests.Recordings;

public sealed class RecordingLifeTests
{
    [Theory, Databases]
    public async Task A_recording_is_sent_read_listed_changed_and_deleted(string database)
    {
        await using var server = await TestServer.StartOn(database);
        var voice = await server.NewVoice();
        var (status, body) = await server.Http.Record(
            voice,
            Upload.Form(Samples.Bytes(0), ("name", "one"), ("text", " A sentence. "), ("emotion", "neutral"), ("is_active", "true")));
        Assert.Equal(HttpStatusCode.OK, status);
        var item = body.GetProperty("item");
        Assert.Equal(
            ("one", "A sentence.", "neutral", "upload"),
            (item.Text("name"), item.Text("text"), item.Text("emotion"), item.Text("source")));
        Assert.Equal((true, false, false, false), (item.Is("is_active"), item.Is("fill"), item.Is("is_silent"), item.Is("is_outlier")));
        Assert.InRange(item.GetProperty("duration").GetDouble(), 1, 60);

        var path = $"{Upload.RecordingsOf(voice)}/{item.Text("uuid")}";
        var (_, read) = await server.Http.Get(path);
        Assert.Equal("A sentence.", read.GetProperty("item").Text("text"));
        await server.Http.Recorded(voice, "two");
        var (_, list) = await server.Http.Get($"{Upload.RecordingsOf(voice)}?page=1&page_size=1");
        Assert.Equal(
            (2, 2, 1),
            (list.GetProperty("total_count").GetInt32(), list.GetProperty("num_pages").GetInt32(),
                list.GetProperty("items").GetArrayLength()));
        Assert.Equal("one", list.GetProperty("items")[0].Text("name"));

        var (_, changed) = await server.Http.Send(HttpMethod.Put, path, new { name = "first", text = "", is_active = false });
        var after = changed.GetProperty("item");
        Assert.Equal(
            ("first", JsonValueKind.Null, "neutral", false),
            (after.Text("name"), after.GetProperty("text").ValueKind, after.Text("emotion"), after.Is("is_active")));
        var (_, patched) = await server.Http.Send(HttpMethod.Patch, path, new { is_active = "True", fill = true });
        Assert.True(patched.GetProperty("item").Is("is_active") && patched.GetProperty("item").Is("fill"));

        var (deleted, done) = await server.Http.Send(HttpMethod.Delete, path);
        Assert.Equal((HttpStatusCode.OK, true), (deleted, done.Is("success")));
        Assert.Equal(HttpStatusCode.NotFound, (await server.Http.Get(path)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await server.Http.Send(HttpMethod.Delete, path)).Status);
        Assert.Equal(2, server.Blobs().Count); // the other recording's original and working copy
    }

    [Fact]
    public async Task Nothing_that_nobody_measured_is_a_number()
    {
        await using var server = await TestServer.Start();
        var item = await server.Http.Recorded(await server.NewVoice(), "one");
        foreach (var score in new[] { "stoi_score", "pesq_score", "si_dr_score", "resemble_sample_score" })
            Assert.Equal(JsonValueKind.Null, item.GetProperty(score).ValueKind);
        foreach (var metric in new[] { "signal_to_noise_ratio", "loudness_grade", "resemble_sample_score" })
            Assert.Equal(JsonValueKind.Null, item.GetProperty("metrics").GetProperty(metric).ValueKind);
    }

    [Fact]
    public async Task What_was_deleted_is_nowhere_in_the_data_folder()
    {
        await using var server = await TestServer.Start();
        var voice = await server.NewVoice();
        var sound = Samples.Bytes(0);
        var item = await server.Http.Recorded(voice, "Marsh-marigold", sound);
        await server.Http.Send(HttpMethod.Put, $"{Upload.RecordingsOf(voice)}/{item.Text("uuid")}", new { text = "quincunx of elms" });
        await server.Http.Send(HttpMethod.Delete, $"{Upload.RecordingsOf(voice)}/{item.Text("uuid")}");

        Assert.Empty(RawBytes.FilesWith(server.DataFolder, "Marsh-marigold"));
        Assert.Empty(RawBytes.FilesWith(server.DataFolder, "quincunx of elms"));
        Assert.Empty(RawBytes.FilesWith(server.DataFolder, item.Text("uuid")));
        Assert.Empty(RawBytes.FilesWith(server.DataFolder, Convert.ToHexStringLower(SHA256.HashData(sound))));
        Assert.Empty(RawBytes.FilesWith(server.DataFolder, sound[4000..4064]));
    }

    [Fact]
    public async Task What_lies_on_disk_is_private()
    {
        await using var server = await TestServer.Start();
        await server.Http.Recorded(await server.NewVoice(), "one");
        Assert.Equal(2, server.Blobs().Count);
        Assert.All(server.Blobs(), file => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file)));
    }

    [Theory]
    [InlineData("""{"name":""}""", 400, "invalid_name")]
    [InlineData("""{"name":"taken"}""", 409, "name_taken")]
    [InlineData("""{"is_active":"perhaps"}""", 400, "invalid_is_active")]
    [InlineData("""{"fill":3}""", 400, "invalid_fill")]
    [InlineData("""{"text":5}""", 400, "invalid_json")]
    [InlineData("""{"emotion":"a\u0000b"}""", 400, "invalid_emotion")]
    public async Task A_change_that_cannot_be_is_refused_and_changes_nothing(string json, int expected, string code)
    {
        await using var server = await TestServer.Start();
        var voice = await server.NewVoice();
        await server.Http.Recorded(voice, "taken");
        var item = await server.Http.Recorded(voice, "one");
        var path = $"{Upload.RecordingsOf(voice)}/{item.Text("uuid")}";
        using var response = await server.Http.PutAsync(path, new StringContent(json, System.Text.Encoding.UTF8, "application/json"));
        Assert.Equal(expected, (int)response.StatusCode);
        Assert.Equal(code, JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement.Text("code"));
        var (_, read) = await server.Http.Get(path);
        Assert.Equal(item.GetProperty("updated_at").GetDateTime(), read.GetProperty("item").GetProperty("updated_at").GetDateTime());
    }

    [Theory]
    [InlineData("is_outlier", "recording_is_outlier")]
    [InlineData("is_silent", "recording_is_silent")]
    public async Task What_training_cannot_take_cannot_be_activated_but_renamed(string column, string code)
    {
        await using var server = await TestServer.Start();
        var voice = await server.NewVoice();
        var path = $"{Upload.RecordingsOf(voice)}/{(await server.Http.Recorded(voice, "one")).Text("uuid")}";
        await using (var unit = await server.Services.GetRequiredService<Database>().Begin(default))
        {
            await unit.Execute($"update recordings set {column} = @yes, is_active = @no", new { yes = true, no = false }, default);
            await unit.Commit();
        }

        var (status, body) = await server.Http.Send(HttpMethod.Put, path, new { is_active = true });
        Assert.Equal((HttpStatusCode.BadRequest, code), (status, body.Text("code")));
        var (renamed, item) = await server.Http.Send(HttpMethod.Put, path, new { name = "two", is_active = false });
        Assert.Equal(
            (HttpStatusCode.OK, "two", false), (renamed, item.GetProperty("item").Text("name"), item.GetProperty("item").Is("is_active")));
    }

    [Fact]
    public async Task A_recording_is_found_under_its_own_voice_only()
    {
        await using var server = await TestServer.Start();
        var item = await server.Http.Recorded(await server.NewVoice(), "one");
        var elsewhere = $"{Upload.RecordingsOf(await server.NewVoice())}/{item.Text("uuid")}";
        foreach (var method in new[] { HttpMethod.Get, HttpMethod.Put, HttpMethod.Delete })
            Assert.Equal(
                HttpStatusCode.NotFound,
                (await server.Http.Send(method, elsewhere, method == HttpMethod.Put ? new { text = "mine" } : null)).Status);
        Assert.Equal(2, server.Blobs().Count);
    }

    [Fact]
    public async Task A_recording_keeps_its_own_name()
    {
        await using var server = await TestServer.Start();
        var voice = await server.NewVoice();
        var item = await server.Http.Recorded(voice, "one");
        var (status, _) = await server.Http.Send(
            HttpMethod.Put, $"{Upload.RecordingsOf(voice)}/{item.Text("uuid")}", new { name = "one", text = "said again" });
        Assert.Equal(HttpStatusCode.OK, status);
    }
}
