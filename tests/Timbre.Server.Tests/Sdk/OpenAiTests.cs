using System.Text.Json;
using Timbre.Server.Tests.Hosting;
using Timbre.Server.Tests.Speech;

namespace Timbre.Server.Tests.Sdk;

/// <summary>The official openai package from npm speaks with our voices.</summary>
public sealed class OpenAiTests(SpeakingServer speaking) : IClassFixture<SpeakingServer>
{
    [Fact]
    public async Task The_official_client_gets_every_format_and_understands_every_refusal()
    {
        var server = speaking.Server;
        await server.NewSpeaker(0, "Eve");
        await server.NewSpeaker(0, "Twin");
        await server.NewSpeaker(0, "Twin");

        var seen = await Node.Run("openai.mjs", server.Url.ToString().TrimEnd('/'), TestServer.Key, speaking.Voice, "eve", "Twin");

        var formats = seen.GetProperty("formats");
        var pcm = formats.GetProperty("pcm").GetProperty("sound").GetBytesFromBase64();
        var seconds = pcm.Length / 2.0 / 24000;
        Assert.InRange(seconds, 2, 10);
        await CheckFormats(formats, seconds);

        Assert.Equal("audio/pcm", formats.GetProperty("pcm").Text("type"));
        Assert.Equal(pcm, formats.GetProperty("wav").GetProperty("sound").GetBytesFromBase64()[44..]);
        Assert.Equal(pcm, seen.GetProperty("byName").GetProperty("sound").GetBytesFromBase64());
        Assert.InRange(seen.GetProperty("slow").GetProperty("sound").GetBytesFromBase64().Length / (double)pcm.Length, 1.8, 2.2);
        Assert.InRange(seen.GetProperty("fast").GetProperty("sound").GetBytesFromBase64().Length / (double)pcm.Length, 0.45, 0.55);
        Assert.StartsWith("instructions:", seen.GetProperty("instructed").Text("issues"));

        var events = seen.GetProperty("events").EnumerateArray().ToList();
        Assert.Equal("speech.audio.done", events[^1].Text("type"));
        Assert.Equal(
            pcm,
            events[..^1].SelectMany(delta =>
                delta.Text("type") == "speech.audio.delta" ? delta.GetProperty("audio").GetBytesFromBase64() : []));

        CheckRefusals(seen.GetProperty("errors"));
        Assert.Equal("timbre", seen.GetProperty("models")[0].Text("id"));
        Assert.Equal("model", seen.GetProperty("model").Text("object"));
        Assert.Contains(
            seen.GetProperty("voices").GetProperty("voices").EnumerateArray(),
            voice => voice.Text("id") == speaking.Voice && voice.Text("name") == "Ada");
    }

    private static void CheckRefusals(JsonElement errors)
    {
        Refused("nobody", "NotFoundError", "voice_not_found", "voice");
        Refused("ambiguous", "BadRequestError", "ambiguous_voice", "voice");
        Refused("format", "BadRequestError", "invalid_response_format", "response_format");
        Refused("speed", "BadRequestError", "invalid_speed", "speed");
        Refused("empty", "BadRequestError", "invalid_input", "input");
        Refused("long", "BadRequestError", "text_too_long", "input");
        Refused("key", "AuthenticationError", "invalid_key", null);

        void Refused(string which, string kind, string code, string? param)
        {
            var error = errors.GetProperty(which);
            Assert.Equal((kind, code, param), (error.Text("kind"), error.Text("code"), error.GetProperty("param").GetString()));
            Assert.NotEqual(JsonValueKind.Null, error.GetProperty("type").ValueKind);
        }
    }

    /// <summary>Each format is what ffmpeg takes it for, and as long as the sound without a header.</summary>
    private static async Task CheckFormats(JsonElement formats, double seconds)
    {
        foreach (var (format, type, codec, rate) in new[]
        {
            ("undefined", "audio/mpeg", "mp3", 24000), ("mp3", "audio/mpeg", "mp3", 24000), ("opus", "audio/ogg", "opus", 48000),
            ("aac", "audio/aac", "aac", 24000), ("flac", "audio/flac", "flac", 24000), ("wav", "audio/wav", "pcm_s16le", 24000),
        })
        {
            var answer = formats.GetProperty(format);
            Assert.Equal(type, answer.Text("type"));
            var path = Path.GetTempFileName();
            await File.WriteAllBytesAsync(path, answer.GetProperty("sound").GetBytesFromBase64());
            var probed = await Tool.Probe(path);
            Assert.Equal((codec, rate, 1), (probed.Codec, probed.RateHz, probed.Channels));
            Assert.InRange(probed.Seconds, seconds - 0.001, seconds + 0.15); // coders pad to their frames
            File.Delete(path);
        }
    }
}
