using System.Net;
using System.Text.Json;
using Timbre.Audio;
using Timbre.Audio.Formats;
using Timbre.Server.Tests.Hosting;

namespace Timbre.Server.Tests.Transcriptions;

/// <summary>Sound that is sent to be written down, by the built-in recogniser.</summary>
public sealed class CreateTranscriptionTests(SharedServer shared) : IClassFixture<SharedServer>
{
    private readonly TestServer _server = shared.Server;

    [Fact]
    public async Task What_is_said_comes_back_with_the_times_of_its_words()
    {
        var (status, text) = await Send(
            Samples.Bytes(2), ("response_format", "verbose_json"), ("timestamp_granularities[]", "word"),
            ("timestamp_granularities[]", "segment"));
        Assert.Equal(HttpStatusCode.OK, status);
        var body = JsonDocument.Parse(text).RootElement;
        Assert.Contains("selfish", body.Text("text"));
        Assert.Equal(("transcribe", "en", "pocketsphinx"), (body.Text("task"), body.Text("language"), body.Text("model")));
        var words = body.GetProperty("words").EnumerateArray().ToList();
        Assert.Equal(body.Text("text"), string.Join(' ', words.Select(word => word.Text("word"))));
        var times = words.SelectMany(word => new[] { word.GetProperty("start").GetDouble(), word.GetProperty("end").GetDouble() }).ToList();
        Assert.Equal(times.Order(), times);
        Assert.InRange(times[^1], 0.5, body.GetProperty("duration").GetDouble());
        Assert.NotEmpty(body.GetProperty("segments").EnumerateArray());
    }

    [Theory]
    [InlineData("json", "{\"text\":\"")]
    [InlineData("srt", "1\n00:00:0")]
    [InlineData("vtt", "WEBVTT\n\n00:00:0")]
    public async Task Each_format_is_what_its_readers_expect(string format, string beginning)
    {
        var (status, text) = await Send(Samples.Bytes(2), ("model", "whisper-1"), ("response_format", format));
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.StartsWith(beginning, text);
        Assert.Contains("selfish", text);
    }

    [Fact]
    public async Task Silence_has_no_words()
    {
        var silence = WavWriter.ToBytes(new AudioClip(new float[3 * 16000], 16000));
        Assert.Equal((HttpStatusCode.OK, """{"text":""}"""), await Send(silence));
    }

    [Theory]
    [InlineData("model", "gpt-4o-transcribe", "model_not_found", HttpStatusCode.NotFound)]
    [InlineData("response_format", "docx", "invalid_response_format", HttpStatusCode.BadRequest)]
    [InlineData("language", "tlh", "invalid_language", HttpStatusCode.BadRequest)]
    [InlineData("stream", "true", "invalid_stream", HttpStatusCode.BadRequest)]
    [InlineData("timestamp_granularities[]", "word", "invalid_timestamp_granularities", HttpStatusCode.BadRequest)]
    public async Task A_field_that_cannot_be_meant_is_refused_by_its_name(string field, string value, string code, HttpStatusCode expected)
    {
        var (status, text) = await Send(Samples.Bytes(2), (field, value));
        Assert.Equal(expected, status);
        var error = JsonDocument.Parse(text).RootElement.GetProperty("error");
        Assert.Equal((code, field.TrimEnd('[', ']')), (error.Text("code"), error.Text("param")));
    }

    [Fact]
    public async Task What_is_no_sound_is_refused()
    {
        var (status, text) = await Send([.. "This is a letter, not a recording."u8]);
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains("\"invalid_sound\"", text);
        using var empty = await _server.Http.PostAsync(
            "/v1/audio/transcriptions", new MultipartFormDataContent { { new StringContent("whisper-1"), "model" } });
        Assert.Contains("\"file_missing\"", await empty.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_sound_beyond_the_limit_and_one_request_too_many_are_refused()
    {
        await using var server = await TestServer.Start(
            ("Limits:MaxTranscriptionSeconds", "2"), ("Limits:MaxTranscriptionsPerAccount", "1"));
        var (status, text) = await Send(Samples.Long(5), server);
        Assert.Equal((HttpStatusCode.BadRequest, true), (status, text.Contains("\"sound_too_long\"", StringComparison.Ordinal)));

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Send(Samples.Long(1.9), server)));
        Assert.Contains(answers, answer => answer.Status == HttpStatusCode.OK);
        Assert.All(
            answers.Where(answer => answer.Status != HttpStatusCode.OK),
            answer => Assert.Equal(
                (HttpStatusCode.TooManyRequests, true), (answer.Status, answer.Text.Contains("too_many_transcriptions"))));
        Assert.Equal(HttpStatusCode.OK, (await Send(Samples.Long(1.9), server)).Status);
    }

    private Task<(HttpStatusCode Status, string Text)> Send(byte[] sound, params (string Field, string Value)[] fields) =>
        Send(sound, _server, fields);

    internal static async Task<(HttpStatusCode Status, string Text)> Send(
        byte[] sound, TestServer server, params (string Field, string Value)[] fields)
    {
        using var form = new MultipartFormDataContent { { new ByteArrayContent(sound), "file", "sound.wav" } };
        foreach (var (field, value) in fields)
            form.Add(new StringContent(value), field);
        using var response = await server.Http.PostAsync("/v1/audio/transcriptions", form);
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }
}
