using System.Net;
using Timbre.Models.Consent.Records;
using Timbre.Server.Tests.Hosting;
using Timbre.Server.Tests.Speech;
using Timbre.Server.Tests.Webhooks;

namespace Timbre.Server.Tests.Consent;

public sealed class RevocationTests
{
    [Theory, Databases]
    public async Task A_voice_whose_consent_is_withdrawn_falls_silent_everywhere_and_the_records_outlive_it(string database)
    {
        await using var receiver = await Receiver.Start();
        await using var server = await TestServer.StartOn(database);
        var uuid = await server.NewSpeaker();
        await server.Http.Send(HttpMethod.Put, $"/api/v2/voices/{uuid}", new { callback_uri = receiver.Url });
        var (_, project) = await server.Http.Post("/api/v2/projects", new { name = "Radio" });
        var clips = $"/api/v2/projects/{project.GetProperty("item").Text("uuid")}";
        var (_, clip) = await server.Http.Post($"{clips}/clips", new { voice_uuid = uuid, body = "Hello." });
        var sound = clip.GetProperty("item").Text("audio_src");
        Assert.Equal(HttpStatusCode.OK, (await server.Http.GetAsync(sound)).StatusCode);

        var (status, revoked) = await server.Http.Send(HttpMethod.Delete, $"/api/v2/voices/{uuid}/consent");
        Assert.True(status == HttpStatusCode.OK && revoked.GetProperty("item").Text("status") == "revoked", revoked.ToString());
        var said = new { voice_uuid = uuid, data = "Hello.", body = "Hello.", input = "Hello.", voice = uuid };
        foreach (var path in new[] { "/synthesize", "/stream", "/api/v2/synthesize", "/v1/audio/speech", $"{clips}/clips" })
        {
            var (refused, why) = await server.Http.Post(path, said);
            Assert.True(refused == HttpStatusCode.Forbidden && why.ToString().Contains("consent_revoked"), $"{path}: {why}");
        }

        Assert.Equal(
            HttpStatusCode.Forbidden,
            (await server.Http.Post($"{clips}/batch", new { voice_uuid = uuid, body = new[] { "Hello." } })).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await server.Http.GetAsync(sound)).StatusCode);
        Assert.Equal(
            (HttpStatusCode.Forbidden, "consent_revoked"),
            (await server.Http.Post($"/api/v2/voices/{uuid}/build")) is var (built, no) ? (built, no.Text("code")) : default);
        var (_, voice) = await server.Http.Get($"/api/v2/voices/{uuid}");
        Assert.Equal("consent_validation_failed", voice.GetProperty("item").Text("status"));
        Assert.Equal("not_ready", voice.GetProperty("item").GetProperty("component_status").GetProperty("text_to_speech").Text("status"));
        Assert.Contains("withdrawn", (await receiver.Next()).Json.Text("issue"));

        await server.Http.Send(HttpMethod.Delete, $"/api/v2/voices/{uuid}/consent");
        await server.Http.Send(HttpMethod.Delete, $"/api/v2/voices/{uuid}");
        var left = await server.Http.ConsentOf(uuid);
        Assert.Equal("erased", left.Text("status"));
        Assert.Equal(["withdrawn withdrawn", "erased erased"], left.Verdicts());
        var pem = await File.ReadAllTextAsync(Path.Combine(server.DataFolder, "consent.key"));
        using var key = ConsentKey.FromPem(pem);
        Assert.Empty(ConsentChain.Check(left, [key.Public]).Faults);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(server.DataFolder, "consent.key")));
    }

    [Fact]
    public async Task A_stream_ends_at_the_next_phrase()
    {
        await using var server = await TestServer.Start();
        var uuid = await server.NewSpeaker();
        var text = string.Join(' ', Enumerable.Range(0, 60).Select(i => $"This is sentence number {i} of a long talk."));
        using var request = new HttpRequestMessage(HttpMethod.Post, "/stream") { Content = System.Net.Http.Json.JsonContent.Create(
            new { voice_uuid = uuid, data = text, precision = "PCM_32" }) };
        using var response = await server.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        await using var sound = await response.Content.ReadAsStreamAsync();
        await sound.ReadExactlyAsync(new byte[10_000]);
        await server.Http.Send(HttpMethod.Delete, $"/api/v2/voices/{uuid}/consent");
        await Assert.ThrowsAnyAsync<IOException>(() => sound.CopyToAsync(Stream.Null));
    }

    [Fact]
    public async Task What_was_withdrawn_cannot_be_sent_again_and_a_new_consent_lets_the_voice_speak()
    {
        await using var server = await TestServer.Start();
        var uuid = await server.Http.NewVoice(Samples.Bytes(ConsentAudio.Consent));
        Assert.Equal("finished", (await server.Http.Built(uuid)).Text("status"));
        await server.Http.Send(HttpMethod.Delete, $"/api/v2/voices/{uuid}/consent");
        Assert.Equal(HttpStatusCode.Forbidden, await server.Http.Speaks(uuid));

        var (status, _) = await server.Http.Send(
            HttpMethod.Put, $"/api/v2/voices/{uuid}", new { consent = Convert.ToBase64String(ConsentAudio.Other()) });
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(HttpStatusCode.Forbidden, await server.Http.Speaks(uuid)); // given, and not decided about
        Assert.Equal("finished", (await server.Http.Built(uuid)).Text("status"));
        Assert.Equal(HttpStatusCode.OK, await server.Http.Speaks(uuid));
        Assert.Equal(
            ["authorized_uploader authorized_uploader", "withdrawn withdrawn", "authorized_uploader authorized_uploader"],
            (await server.Http.ConsentOf(uuid)).Verdicts());
    }
}
