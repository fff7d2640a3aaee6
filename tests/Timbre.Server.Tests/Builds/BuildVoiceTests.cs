using System.Net;
using Timbre.Server.Tests.Analysis;
using Timbre.Server.Tests.Consent;
using Timbre.Server.Tests.Crash;
using Timbre.Server.Tests.Hosting;

namespace Timbre.Server.Tests.Builds;

public sealed class BuildVoiceTests
{
    [Theory, Databases]
    public async Task A_rapid_voice_of_three_recordings_is_built_and_speaks(string database)
    {
        await using var server = await TestServer.StartOn(database);
        var uuid = await Create(server, new { name = "Ada", voice_type = "rapid" });
        for (var i = 0; i < 3; i++)
            await Upload(server, uuid, i);
        Assert.Equal(HttpStatusCode.OK, (await server.Http.Post($"/api/v2/voices/{uuid}/build")).Status);
        var voice = await server.Http.Settled(uuid);
        Assert.Equal(("finished", "Ready"), (voice.Text("status"), voice.Text("voice_status")));
        Assert.True(voice.GetProperty("api_support").GetProperty("direct_synthesis").GetBoolean());
        Assert.Equal(System.Text.Json.JsonValueKind.Null, voice.GetProperty("progress").GetProperty("curve").ValueKind);

        var (_, spoken) = await server.Http.Post(
            "/synthesize",
            new
            {
                voice_uuid = uuid,
                data = "She had your dark suit in greasy wash water all year.",
                sample_rate = 22050,
                precision = "PCM_16"
            });
        var wav = Convert.FromBase64String(spoken.Text("audio_content"));
        Assert.Equal("RIFF"u8.ToArray(), wav[..4]);
        Assert.InRange(spoken.GetProperty("duration").GetDouble(), 2, 8);
        Assert.Equal((wav.Length - 44) / 2 / 22050.0, spoken.GetProperty("duration").GetDouble(), 2);
    }

    [Fact]
    public async Task Too_little_data_is_refused_with_what_is_there_and_what_is_missing()
    {
        await using var server = await TestServer.Start();
        var uuid = await Create(server, new { name = "Ada", voice_type = "rapid" });
        var (none, nothing) = await server.Http.Post($"/api/v2/voices/{uuid}/build");
        Assert.Equal((HttpStatusCode.BadRequest, "not_enough_data"), (none, nothing.Text("code")));

        await Upload(server, uuid, 1);
        var (_, one) = await server.Http.Post($"/api/v2/voices/{uuid}/build");
        Assert.Contains("3 active recordings or 10.0 s", one.Text("message"));
        Assert.Contains("it has 1 recording and", one.Text("message"));
        Assert.Contains("send 2 more recordings", one.Text("message"));
        Assert.Equal("initializing", (await server.Http.Settled(uuid)).Text("status"));
    }

    [Fact]
    public async Task Without_consent_nothing_is_built_and_with_it_the_voice_goes_on()
    {
        await using var services = await ExternalServices.Open();
        services.Files["clips.zip"] = Damage.Zip(
            [.. new[] { 0, 1, 3, 4 }.Select(i => ($"{i}", Damage.Clean(i), (string?)Samples.Clips[i].Text))]);
        await using var server = await TestServer.Start(
            [.. ConsentAudio.Asking(), ("Policies:ProfessionalSeconds", "5"), ("Policies:ProfessionalSpeechSeconds", "3")]);
        var uuid = await Create(server, new { name = "Ada", dataset_url = $"{services.Url}data/clips.zip" });
        var waiting = await server.Http.Settled(uuid);
        Assert.Equal("awaiting_consent", waiting.GetProperty("progress").Text("stage"));
        Assert.Equal("missing", waiting.GetProperty("consent").Text("status"));
        var (status, refused) = await server.Http.Post($"/api/v2/voices/{uuid}/build");
        Assert.Equal((HttpStatusCode.BadRequest, "consent_required"), (status, refused.Text("code")));

        var (bad, why) = await server.Http.Send(
            HttpMethod.Put, $"/api/v2/voices/{uuid}", new { consent = Convert.ToBase64String(Samples.Long(1)) });
        Assert.Equal((HttpStatusCode.BadRequest, "consent_validation_failed"), (bad, why.Text("code")));
        var (put, changed) = await server.Http.Send(
            HttpMethod.Put, $"/api/v2/voices/{uuid}", new { consent = Convert.ToBase64String(Samples.Bytes(ConsentAudio.Consent)) });
        Assert.True(put == HttpStatusCode.OK, changed.ToString());
        var finished = await server.Http.Settled(uuid);
        Assert.True(finished.Text("status") == "finished", finished.ToString());
        Assert.Equal("accepted", finished.GetProperty("consent").Text("status"));
    }

    [Fact]
    public async Task A_dataset_that_cannot_be_had_is_a_dataset_issue_that_says_why()
    {
        await using var services = await ExternalServices.Open();
        await using var server = await TestServer.Start();
        var uuid = await Create(
            server, new { name = "Ada", dataset_url = $"{services.Url}data/nothing.zip", callback_uri = $"{services.Url}hook" });
        var voice = await server.Http.Settled(uuid);
        Assert.Equal("dataset_issue", voice.Text("status"));
        Assert.Contains("404", voice.Text("issue"));
        Assert.True(voice.GetProperty("dataset_analysis_failure").GetBoolean());
    }

    [Fact]
    public async Task A_rapid_voice_waits_for_build_also_with_a_dataset()
    {
        await using var services = await ExternalServices.Open();
        services.Files["talk.wav"] = Samples.Long();
        await using var server = await TestServer.Start();
        var uuid = await Create(server, new { name = "Ada", voice_type = "rapid", dataset_url = $"{services.Url}data/talk.wav" });
        await Task.Delay(500);
        Assert.Equal("awaiting_build", (await server.Http.Settled(uuid)).GetProperty("progress").Text("stage"));
        await server.Http.Post($"/api/v2/voices/{uuid}/build");
        Assert.Equal("finished", (await server.Http.Settled(uuid)).Text("status"));
        var (_, recordings) = await server.Http.Get($"/api/v2/voices/{uuid}/recordings?page_size=100");
        Assert.All(recordings.GetProperty("items").EnumerateArray(), item =>
        {
            Assert.StartsWith("talk.wav [00:00:", item.Text("name"));
            Assert.InRange(item.GetProperty("duration").GetDouble(), 1, 15);
        });
    }

    [Fact]
    public async Task Rebuilding_keeps_the_old_voice_speaking()
    {
        await using var server = await TestServer.Start();
        var uuid = await Create(server, new { name = "Ada", voice_type = "rapid" });
        for (var i = 0; i < 3; i++)
            await Upload(server, uuid, i);
        await server.Http.Post($"/api/v2/voices/{uuid}/build");
        await server.Http.Settled(uuid);
        await server.Http.Post($"/api/v2/voices/{uuid}/build");
        var (_, during) = await server.Http.Post("/synthesize", new { voice_uuid = uuid, data = "Still here." });
        Assert.True(during.GetProperty("success").GetBoolean(), during.ToString());
        Assert.Equal("finished", (await server.Http.Settled(uuid)).Text("status"));
        Assert.Single(Directory.EnumerateFiles(Path.Combine(server.DataFolder, "blobs", uuid), "*.voice"));
    }

    private static async Task<string> Create(TestServer server, object request)
    {
        var (status, body) = await server.Http.Post("/api/v2/voices", request);
        Assert.True(status == HttpStatusCode.OK, body.ToString());
        return body.GetProperty("item").Text("uuid");
    }

    private static async Task Upload(TestServer server, string uuid, int clip)
    {
        using var form = Samples.Form($"clip {clip}", Samples.Bytes(clip), Samples.Clips[clip].Text);
        using var response = await server.Http.PostAsync($"/api/v2/voices/{uuid}/recordings", form);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
    }
}
