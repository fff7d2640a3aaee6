using System.Net;
using System.Text;

namespace Timbre.Client.Tests;

public sealed class TimbreClientTests
{
    private const string VoiceJson =
        """
        {"success":true,"item":{"uuid":"55592656","name":"Chef","status":"initializing","voice_status":"Pending","voice_type":"rapid",
        "default_language":"en-US","supported_languages":["en-US"],"description":null,"dataset_url":null,
        "callback_uri":null,"api_support":{"sync":true},
        "progress":{"stage":"waiting","fraction":0.25,"seconds_left":null,"queue_place":2},
        "created_at":"2026-11-22T10:00:00Z","updated_at":"2026-11-22T10:00:00.250Z"}}
        """;

    [Fact]
    public async Task A_voice_is_created_with_the_fields_that_are_set_and_no_others()
    {
        var server = new CannedServer(HttpStatusCode.OK, VoiceJson);
        using var client = Client(server);
        var voice = await client.Voices.Create(new NewVoice("Chef") { VoiceType = "rapid", CallbackUri = "" });

        Assert.Equal("POST /api/v2/voices", server.Line);
        Assert.Equal("Bearer the-key", server.Authorization);
        Assert.Equal("""{"name":"Chef","voice_type":"rapid","callback_uri":""}""", server.Body);
        Assert.Equal("55592656", voice.Uuid);
        Assert.Equal(new VoiceProgress("waiting", 0.25, null, 2), voice.Progress);
        Assert.False(voice.IsSettled);
    }

    [Fact]
    public async Task A_recording_travels_as_multipart_with_a_file_name()
    {
        var server = new CannedServer(HttpStatusCode.OK,
            """{"success":true,"item":{"uuid":"a","name":"one","text":"Hello.","emotion":null"""
                + ""","is_active":true,"created_at":"2026-11-22T10:00:00Z","updated_at":"2026-11-22T10:00:00Z"}}""");
        using var client = Client(server);
        var recording = await client.Recordings.Create(
            "5559 2656", new NewRecording("one", new MemoryStream(Encoding.ASCII.GetBytes("RIFF")), "one.wav") { Text = "Hello." });

        Assert.Equal("POST /api/v2/voices/5559%202656/recordings", server.Line);
        Assert.Contains("name=file; filename=one.wav", server.Body);
        Assert.Contains("name=is_active\r\n\r\ntrue", server.Body);
        Assert.DoesNotContain("emotion", server.Body);
        Assert.Equal("Hello.", recording.Text);
    }

    [Fact]
    public async Task A_list_tells_its_page_and_the_totals()
    {
        var server = new CannedServer(HttpStatusCode.OK,
            """{"success":true,"page":2,"num_pages":5,"page_size":10,"total_count":41,"total_results":41,"page_count":5,"items":[]}""");
        using var client = Client(server);
        var page = await client.Voices.List(2);

        Assert.Equal("GET /api/v2/voices?page=2&page_size=10", server.Line);
        Assert.Equal((2, 5, 41, 0), (page.Number, page.Pages, page.Total, page.Items.Count));
    }

    [Fact]
    public async Task A_refusal_keeps_its_code_its_words_and_the_whole_answer()
    {
        const string Body = """{"success":false,"message":"Send consent.","error":"Send consent.","code":"consent_required"}""";
        using var client = Client(new CannedServer(HttpStatusCode.BadRequest, Body));
        var refusal = await Assert.ThrowsAsync<TimbreException>(() => client.Voices.Build("55592656"));

        Assert.Equal(HttpStatusCode.BadRequest, refusal.Status);
        Assert.Equal("consent_required", refusal.Code);
        Assert.Equal("Send consent.", refusal.Message);
        Assert.Equal(Body, refusal.Body);
    }

    [Theory]
    [InlineData(HttpStatusCode.BadGateway, "<html>nginx</html>", "502")]
    [InlineData(HttpStatusCode.OK, "<html>hello</html>", "not a Timbre server")]
    [InlineData(HttpStatusCode.OK, """{"success":true}""", "without an item")]
    public async Task An_answer_of_something_else_is_told_as_such(HttpStatusCode status, string answer, string says)
    {
        using var client = Client(new CannedServer(status, answer, "text/html"));
        var refusal = await Assert.ThrowsAsync<TimbreException>(() => client.Voices.Get("55592656"));
        Assert.Contains(says, refusal.Message);
    }

    [Fact]
    public async Task Speech_that_is_refused_with_status_200_is_a_refusal_all_the_same()
    {
        using var client = Client(new CannedServer(HttpStatusCode.OK, """{"success":false,"message":"The voice is not finished."}"""));
        var refusal = await Assert.ThrowsAsync<TimbreException>(() => client.Synthesize(new SpeechRequest("55592656", "Hello.")));
        Assert.Equal("The voice is not finished.", refusal.Message);
    }

    [Fact]
    public async Task Progress_is_read_from_the_event_stream()
    {
        using var client = Client(new CannedServer(HttpStatusCode.OK,
            """
            : keep-alive

            event: progress
            data: {"status":"running","stage":"aligning","fraction":0.5,"seconds_left":3,"queue_place":null}

            event: progress
            data: {"status":"finished","stage":null,"fraction":1,"seconds_left":0,"queue_place":null}


            """, "text/event-stream"));
        var seen = new List<VoiceEvent>();
        await foreach (var happened in client.Voices.Follow("55592656"))
            seen.Add(happened);

        Assert.Equal([new VoiceEvent("running", "aligning", 0.5, 3, null), new VoiceEvent("finished", null, 1, 0, null)], seen);
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_named()
    {
        using var client = new TimbreClient(CannedServer.Address, "the-key");
        var refusal = await Assert.ThrowsAsync<TimbreException>(() => client.Voices.List());
        Assert.Null(refusal.Status);
        Assert.Contains("http://127.0.0.1:1", refusal.Message);
    }

    private static TimbreClient Client(CannedServer server) => new(new HttpClient(server), CannedServer.Address, "the-key");
}
