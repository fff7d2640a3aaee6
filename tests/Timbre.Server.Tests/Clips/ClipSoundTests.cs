using System.Net;
using System.Net.Http.Headers;
using Timbre.Server.Tests.Hosting;
using Timbre.Server.Tests.Speech;

namespace Timbre.Server.Tests.Clips;

public sealed class ClipSoundTests(SpeakingServer speaking) : IClassFixture<SpeakingServer>
{
    private const string Text = "Nobody ever recorded this sentence.";

    private readonly TestServer _server = speaking.Server;
    private readonly string _voice = speaking.Voice;
    private readonly HttpClient _anybody = new();

    [Theory]
    [InlineData(null, null, null, "audio/wav", "pcm_s32le", 22050)]
    [InlineData("wav", "PCM_16", 8000, "audio/wav", "pcm_s16le", 8000)]
    [InlineData("wav", "PCM_24", 16000, "audio/wav", "pcm_s24le", 16000)]
    [InlineData("WAV", "pcm_32", 48000, "audio/wav", "pcm_s32le", 48000)]
    [InlineData("wav", "MULAW", 24000, "audio/wav", "pcm_mulaw", 24000)]
    [InlineData("mp3", "PCM_16", 44100, "audio/mpeg", "mp3", 44100)]
    [InlineData("mp3", null, 8000, "audio/mpeg", "mp3", 8000)]
    [InlineData("ogg", null, 32000, "audio/ogg", "vorbis", 32000)]
    [InlineData("flac", "PCM_16", 22050, "audio/flac", "flac", 22050)]
    [InlineData("flac", "PCM_24", 48000, "audio/flac", "flac", 48000)]
    public async Task Others_read_what_was_asked_for_and_as_long_as_the_clip_says(
        string? format, string? precision, int? rate, string type, string codec, int rateHz)
    {
        var project = await _server.NewProject();
        var (status, answer) = await _server.Http.Post($"/api/v2/projects/{project}/clips", new
        {
            voice_uuid = _voice,
            body = Text,
            title = "one",
            output_format = format,
            precision,
            sample_rate = rate,
            include_timestamps = true,
            raw = true,
        });
        Assert.True(status == HttpStatusCode.OK, answer.ToString());
        var clip = answer.GetProperty("item");
        FieldTable.Check(FieldTable.Clip, clip);
        Assert.Equal(("one", Text, _voice, "Ada", false, "finished", Text.Length),
            (clip.Text("title"), clip.Text("body"), clip.Text("voice_uuid"), clip.Text("voice_name"), clip.Is("is_archived"),
                clip.Text("status"), clip.GetProperty("character_count").GetInt32()));
        var seconds = clip.GetProperty("duration").GetDouble();
        ClipCalls.CheckTimes(clip.GetProperty("timestamps"), Text, seconds);

        using var sound = await _anybody.GetAsync(clip.Text("audio_src"));
        var bytes = await sound.Content.ReadAsByteArrayAsync();
        Assert.Equal((HttpStatusCode.OK, type), (sound.StatusCode, sound.Content.Headers.ContentType!.MediaType));
        Assert.Equal(clip.GetProperty("raw_audio").GetBytesFromBase64(), bytes);
        var path = Path.Combine(Path.GetTempPath(), $"timbre-test-{Guid.NewGuid():N}.{format?.ToLowerInvariant() ?? "wav"}");
        await File.WriteAllBytesAsync(path, bytes);
        var probed = await Tool.Probe(path);
        Assert.Equal((codec, rateHz, 1), (probed.Codec, probed.RateHz, probed.Channels));
        Assert.Equal(seconds, probed.Seconds, 0.001);
        if (codec == "flac")
            Assert.Equal(precision == "PCM_16" ? "16" : "24", (await Tool.Run("soxi", "-b", path)).Trim());
        File.Delete(path);
    }

    [Fact]
    public async Task A_link_opens_any_part_of_the_sound_and_a_changed_one_nothing()
    {
        var project = await _server.NewProject();
        var (_, answer) = await _server.Http.Post(
            $"/api/v2/projects/{project}/clips", new { voice_uuid = _voice, body = Text, raw = "True" });
        var clip = answer.GetProperty("item");
        Assert.False(clip.TryGetProperty("timestamps", out _));
        var bytes = clip.GetProperty("raw_audio").GetBytesFromBase64();
        var link = clip.Text("audio_src");
        using var part = new HttpRequestMessage(HttpMethod.Get, link) { Headers = { Range = new RangeHeaderValue(44, 99) } };
        using var answered = await _anybody.SendAsync(part);
        Assert.Equal(HttpStatusCode.PartialContent, answered.StatusCode);
        Assert.Equal(bytes[44..100], await answered.Content.ReadAsByteArrayAsync());
        Assert.Equal(HttpStatusCode.Forbidden, (await _anybody.GetAsync(link + "A")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await _anybody.GetAsync(link[..link.IndexOf('?')])).StatusCode);

        var (_, got) = await _server.Http.Get($"/api/v2/projects/{project}/clips/{clip.Text("uuid")}");
        FieldTable.Check(FieldTable.Clip, got.GetProperty("item"));
        // kept although nobody asked for it at first
        ClipCalls.CheckTimes(got.GetProperty("item").GetProperty("timestamps"), Text, clip.GetProperty("duration").GetDouble());
        Assert.False(got.GetProperty("item").TryGetProperty("raw_audio", out _));
    }

    [Fact]
    public async Task Suggestions_apply_the_accounts_own_words_and_nothing_else_does()
    {
        var project = await _server.NewProject();
        await _server.Http.Post(
            "/api/v2/term_substitutions", new { original_text = "LOC", replacement_text = "lines of very long and dusty code" });
        var seconds = new List<double>();
        foreach (var suggestions in new object?[] { true, false, null })
        {
            var (_, answer) = await _server.Http.Post(
                $"/api/v2/projects/{project}/clips", new { voice_uuid = _voice, body = "Ten LOC today.", suggestions });
            seconds.Add(answer.GetProperty("item").GetProperty("duration").GetDouble());
        }

        Assert.True(seconds[0] > seconds[1] + 0.5, $"{seconds[0]} s with, {seconds[1]} s without");
        Assert.Equal(seconds[1], seconds[2]);
    }

    [Fact]
    public async Task Neither_terms_nor_aliases_make_hours_of_a_short_text()
    {
        var project = await _server.NewProject();
        await _server.Http.Post(
            "/api/v2/term_substitutions",
            new { original_text = "qq", replacement_text = string.Concat(Enumerable.Repeat("very long ", 20)) });
        foreach (var body in new[] {
            string.Concat(Enumerable.Repeat("qq ", 900)),
            $"<speak>{string.Concat(Enumerable.Repeat($"<sub alias=\"{new string('x', 1900)}\">a</sub>", 15))}</speak>"
        })
        {
            var (status, refused) = await _server.Http.Post(
                $"/api/v2/projects/{project}/clips", new { voice_uuid = _voice, body, suggestions = true });
            Assert.True((status, refused.Text("code")) == (HttpStatusCode.BadRequest, "text_too_long"), refused.Text("message"));
        }
    }

    [Fact]
    public async Task What_cannot_be_said_is_refused_by_name_and_leaves_nothing()
    {
        var project = await _server.NewProject();
        var (_, unready) = await _server.Http.Post("/api/v2/voices", new { name = "not yet", voice_type = "rapid" });
        var files = _server.BlobsOf(_voice);
        var max = new string('a', 3001);
        foreach (var (status, code, request) in new (int, string, object)[]
        {
            (400, "invalid_body", new { voice_uuid = _voice }),
            (400, "invalid_body", new { voice_uuid = _voice, body = " " }),
            (400, "text_too_long", new { voice_uuid = _voice, body = max }),
            (400, "text_not_speakable", new { voice_uuid = _voice, body = "你好" }),
            (400, "invalid_voice_uuid", new { body = Text }),
            (404, "not_found", new { body = Text, voice_uuid = "nobody" }),
            (409, "voice_not_ready", new { body = Text, voice_uuid = unready.GetProperty("item").Text("uuid") }),
            (409, "voice_not_ready",
                new { body = Text, voice_uuid = unready.GetProperty("item").Text("uuid"), callback_uri = "https://example.com/" }),
            (400, "invalid_title", new { voice_uuid = _voice, body = Text, title = new string('t', 257) }),
            (400, "invalid_sample_rate", new { voice_uuid = _voice, body = Text, sample_rate = 11025 }),
            (400, "invalid_precision", new { voice_uuid = _voice, body = Text, precision = "PCM_8" }),
            (400, "invalid_output_format", new { voice_uuid = _voice, body = Text, output_format = "wma" }),
            (400, "invalid_callback_uri", new { voice_uuid = _voice, body = Text, callback_uri = "not an address" }),
            (400, "invalid_raw", new { voice_uuid = _voice, body = Text, raw = "perhaps" }),
            (400, "invalid_json", new { voice_uuid = _voice, body = 7 }),
        })
        {
            var (answered, refused) = await _server.Http.Post($"/api/v2/projects/{project}/clips", request);
            FieldTable.Check(FieldTable.Error, refused);
            Assert.Equal((status, code), ((int)answered, refused.Text("code")));
        }

        var (_, missing) = await _server.Http.Post($"/api/v2/projects/{project}/clips", new { voice_uuid = _voice });
        Assert.Contains("Expected 'body'", missing.Text("message"));
        Assert.Equal(
            HttpStatusCode.NotFound,
            (await _server.Http.Post("/api/v2/projects/nothing/clips", new { voice_uuid = _voice, body = Text })).Status);
        Assert.Equal(0, (await _server.Http.Get($"/api/v2/projects/{project}/clips")).Body.GetProperty("total_count").GetInt32());
        Assert.Equal(files, _server.BlobsOf(_voice));
    }
}
