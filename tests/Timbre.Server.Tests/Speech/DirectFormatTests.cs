using System.IO.Compression;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Timbre.Server.Tests.Hosting;

namespace Timbre.Server.Tests.Speech;

public sealed class DirectFormatTests(SpeakingServer speaking) : IClassFixture<SpeakingServer>
{
    private const string Text = "The evening was calm, and nobody spoke.";

    private readonly TestServer _server = speaking.Server;
    private readonly string _voice = speaking.Voice;

    [Theory]
    [InlineData("wav", "PCM_24", 44100, "pcm_s24le")]
    [InlineData("WAV", "MULAW", 8000, "pcm_mulaw")]
    [InlineData("mp3", null, 22050, "mp3")]
    [InlineData("ogg", null, 44100, "vorbis")]
    [InlineData("flac", "PCM_16", 32000, "flac")]
    public async Task Every_format_is_what_it_says_and_as_long_as_it_says(string format, string? precision, int rate, string codec)
    {
        var (status, spoken) = await _server.Http.Post(
            "/synthesize",
            new { voice_uuid = _voice, data = Text, output_format = format, precision, sample_rate = rate, title = "A title" });
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(
            (format.ToLowerInvariant(), rate, "A title", 0),
            (spoken.Text("output_format"), spoken.GetProperty("sample_rate").GetInt32(), spoken.Text("title"),
                spoken.GetProperty("issues").GetArrayLength()));
        var path = Path.GetTempFileName();
        await File.WriteAllBytesAsync(path, spoken.GetProperty("audio_content").GetBytesFromBase64());
        var probed = await Tool.Probe(path);
        Assert.Equal((codec, rate, 1), (probed.Codec, probed.RateHz, probed.Channels));
        Assert.InRange(probed.Seconds - spoken.GetProperty("duration").GetDouble(), -0.001, 0.15);
        File.Delete(path);
    }

    [Theory]
    [InlineData("br")]
    [InlineData("gzip")]
    [InlineData("deflate")]
    [InlineData(null)]
    public async Task The_answer_is_compressed_when_that_is_asked_for_and_only_then(string? encoding)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v2/synthesize") { Content = JsonContent.Create(
            new { voice_uuid = _voice, data = Text, seed = 3 }) };
        if (encoding is not null)
            request.Headers.Add("Accept-Encoding", encoding);
        using var response = await _server.Http.SendAsync(request);
        Assert.Equal(encoding, response.Content.Headers.ContentEncoding.SingleOrDefault());
        await using var body = await response.Content.ReadAsStreamAsync();
        await using var plain = encoding switch
        {
            "br" => new BrotliStream(body, CompressionMode.Decompress),
            "gzip" => new GZipStream(body, CompressionMode.Decompress),
            "deflate" => new ZLibStream(body, CompressionMode.Decompress),
            _ => body,
        };
        Assert.Equal(3, (await JsonSerializer.DeserializeAsync<JsonElement>(plain)).GetProperty("seed").GetInt32());
    }

    [Fact]
    public async Task What_has_no_effect_is_named_and_the_base_64_is_plain()
    {
        using var response = await _server.Http.PostAsJsonAsync(
            "/synthesize",
            new { voice_uuid = _voice, data = Text, model = "any", use_hd = true, exaggeration = 0.5, voice_settings_preset_uuid = "x" });
        var text = await response.Content.ReadAsStringAsync();
        Assert.DoesNotContain("\\u00", text);
        var issues = JsonSerializer.Deserialize<JsonElement>(text).GetProperty("issues").EnumerateArray()
            .Select(issue => issue.GetString()!.Split(':')[0]);
        Assert.Equal(["model", "use_hd", "exaggeration", "voice_settings_preset_uuid"], issues);
    }

    [Fact]
    public async Task With_a_project_the_sound_is_kept_as_a_clip_and_agrees_with_it()
    {
        var (_, created) = await _server.Http.Post("/api/v2/projects", new { name = "Direct" });
        var project = created.GetProperty("item").Text("uuid");
        var (_, spoken) = await _server.Http.Post(
            "/synthesize",
            new {
                voice_uuid = _voice, project_uuid = project, data = Text, output_format = "flac", precision = "PCM_16", sample_rate = 22050
            });
        await _server.Http.Post("/synthesize", new { voice_uuid = _voice, project_uuid = project, data = Text, title = "Named" });

        var (_, list) = await _server.Http.Get($"/api/v2/projects/{project}/clips?page=1");
        var clips = list.GetProperty("items").EnumerateArray().ToList();
        Assert.Equal(2, clips.Count);
        Assert.Contains(clips, clip => clip.Text("title") == "Named");
        var clip = clips.Single(clip => clip.Text("title").StartsWith("Direct Synthesis ", StringComparison.Ordinal));
        Assert.Equal(
            (Text, Text.Length, _voice), (clip.Text("body"), clip.GetProperty("character_count").GetInt32(), clip.Text("voice_uuid")));
        Assert.Equal(spoken.GetProperty("duration").GetDouble(), clip.GetProperty("duration").GetDouble());
        Assert.Equal(spoken.GetProperty("audio_timestamps").ToString(), clip.GetProperty("timestamps").ToString());
        Assert.Equal(
            spoken.GetProperty("audio_content").GetBytesFromBase64(), await _server.Http.GetByteArrayAsync(clip.Text("audio_src")));

        Assert.Equal(
            HttpStatusCode.NotFound,
            (await _server.Http.Post("/synthesize", new { voice_uuid = _voice, project_uuid = "nowhere", data = Text })).Status);
    }

    [Fact]
    public async Task Times_never_go_back_cover_the_whole_text_and_agree_everywhere()
    {
        const string text =
            "<speak>Dr. Smith paid £5 for “naïve” art 😀.<break time=\"400ms\"/> He left in 1999, &amp; nobody knew; <prosody "
                + "rate=\"80%\">why?</prosody></speak>";
        var (_, created) = await _server.Http.Post("/api/v2/projects", new { name = "Times" });
        var (_, direct) = await _server.Http.Post("/synthesize", new { voice_uuid = _voice, data = text, sample_rate = 16000 });
        var (_, clip) = await _server.Http.Post(
            $"/api/v2/projects/{created.GetProperty("item").Text("uuid")}/clips",
            new { voice_uuid = _voice, body = text, include_timestamps = true, raw = true, sample_rate = 16000 });
        var times = direct.GetProperty("audio_timestamps");
        Assert.Equal(times.ToString(), clip.GetProperty("item").GetProperty("timestamps").ToString());
        Assert.Equal(
            direct.GetProperty("audio_content").GetBytesFromBase64(),
            clip.GetProperty("item").GetProperty("raw_audio").GetBytesFromBase64());

        Assert.Equal(
            "Dr. Smith paid £5 for “naïve” art 😀. He left in 1999, & nobody knew; why?",
            string.Concat(times.GetProperty("graph_chars").EnumerateArray().Select(graph => graph.GetString())));
        foreach (var kind in new[] { "graph_times", "phon_times" })
        {
            var spans = times.GetProperty(kind).EnumerateArray().Select(span => (Start: span[0].GetDouble(), End: span[1].GetDouble()))
                .ToList();
            Assert.All(spans, span => Assert.True(span.Start >= 0 && span.End >= span.Start));
            Assert.All(spans.Zip(spans.Skip(1)), pair => Assert.True(pair.Second.Start >= pair.First.Start - 1e-9));
            Assert.InRange(
                spans.Max(span => span.End), direct.GetProperty("duration").GetDouble() - 0.2,
                direct.GetProperty("duration").GetDouble() + 0.001);
        }
    }

    [Fact]
    public async Task A_longer_text_is_spoken_where_the_operator_allows_it()
    {
        await using var server = await TestServer.Start(("Limits:MaxSpeechCharacters", "40"));
        var voice = await server.NewSpeaker();
        Assert.Equal(
            HttpStatusCode.OK,
            (await server.Http.Post("/synthesize", new { voice_uuid = voice, data = new string('a', 35) + " 😀 no" })).Status);
        var (status, body) = await server.Http.Post(
            "/synthesize", new { voice_uuid = voice, data = new string('a', 35) + " 😀 yes" + " a" });
        Assert.Equal((HttpStatusCode.BadRequest, "text_too_long"), (status, body.Text("code")));
    }
}
