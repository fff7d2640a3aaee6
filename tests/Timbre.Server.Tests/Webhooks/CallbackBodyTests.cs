using System.Text.Json;
using Timbre.Server.Tests.Hosting;

namespace Timbre.Server.Tests.Webhooks;

/// <summary>The bodies against the API's page, key by key and kind by kind.</summary>
public sealed class CallbackBodyTests
{
    [Theory, Databases]
    public async Task A_finished_voice_is_told_as_the_page_shows_it(string database)
    {
        await using var receiver = await Receiver.Start();
        await using var server = await TestServer.StartOn(database);
        var uuid = await server.NewVoice(receiver.Url);
        await server.Finish(uuid);

        var received = await receiver.Next();
        Equal($$"""{"ok":true,"id":"{{uuid}}","status":"finished","recordings":[],"issue":null}""", received);
        Assert.Equal(("POST", "/hook?token=s3cret"), (received.Method, received.Path));
        Assert.Equal("application/json", received.Headers["content-type"]);
        Assert.Equal("Timbre/1", received.Headers["user-agent"]);
    }

    [Theory, Databases]
    public async Task A_dataset_issue_names_the_recordings_and_has_no_score_that_nobody_measured(string database)
    {
        await using var receiver = await Receiver.Start();
        await using var server = await TestServer.StartOn(database);
        var uuid = await server.NewVoice(receiver.Url);
        var recording = FinishedVoices.NewRecording(uuid, "clips/one.wav", "Hello there.");
        await server.RefuseData(uuid, "Nobody speaks in 1 recording.", recording);

        Equal(
            $$"""
            {"ok":false,"id":"{{uuid}}","status":"dataset_issue","issue":"Nobody speaks in 1 recording.","recordings":[{
              "uuid":"{{recording.Id}}","name":"clips/one.wav","transcript":"Hello there.",
              "stoi_score":null,"pesq_score":null,"si_dr_score":null,"resemble_sample_score":null,
              "is_active":true,"is_outlier":false,"is_silent":true}]}
            """, await receiver.Next());
    }

    [Fact]
    public async Task A_consent_that_cannot_be_read_is_told_too()
    {
        await using var receiver = await Receiver.Start();
        await using var server = await TestServer.Start(("TIMBRE_AUTHORIZED_UPLOADER", "false"));
        var (_, body) = await server.Http.Post(
            "/api/v2/voices", new { name = "Ada", consent = "not base 64 at all", callback_uri = receiver.Url });

        var issue = JsonSerializer.Serialize(body.Text("message"));
        Equal(
            $$"""{"ok":false,"id":"{{body.GetProperty("item")
                .Text("uuid")}}","status":"consent_validation_failed","issue":{{issue}},"recordings":[]}""",
            await receiver.Next());
    }

    [Fact]
    public async Task A_failure_has_the_same_keys_and_the_reason()
    {
        await using var receiver = await Receiver.Start();
        await using var server = await TestServer.Start();
        var uuid = await server.NewVoice(receiver.Url);
        await server.Fail(uuid, "It broke: \"so\" & <that>.");

        Equal(
            $$"""{"ok":false,"id":"{{uuid}}","status":"failed","issue":"It broke: \"so\" & <that>.","recordings":[]}""",
            await receiver.Next());
    }

    private static void Equal(string expected, Received received)
    {
        var wanted = JsonSerializer.Deserialize<JsonElement>(expected);
        Assert.Equal(Keys(wanted), Keys(received.Json));
        Assert.True(JsonElement.DeepEquals(wanted, received.Json), received.Json.ToString());
    }

    private static IEnumerable<string> Keys(JsonElement body) => body.EnumerateObject().Select(property => property.Name).Order();
}
