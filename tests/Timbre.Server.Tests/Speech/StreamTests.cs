using System.Net;
using System.Net.Http.Json;
using System.Text;
using Timbre.Audio.Formats;
using Timbre.Server.Tests.Hosting;

namespace Timbre.Server.Tests.Speech;

public sealed class StreamTests(SpeakingServer speaking) : IClassFixture<SpeakingServer>
{
    private const string Text =
        "The first sentence is short. The second one, as it happens, goes on for a little longer than that! And is there a third?";

    private readonly TestServer _server = speaking.Server;
    private readonly string _voice = speaking.Voice;

    [Theory]
    [InlineData("PCM_16", 8000, "pcm_s16le", 16)]
    [InlineData("PCM_16", 16000, "pcm_s16le", 16)]
    [InlineData("PCM_24", 22050, "pcm_s24le", 24)]
    [InlineData("PCM_32", 44100, "pcm_s32le", 32)]
    [InlineData("MULAW", 32000, "pcm_mulaw", 8)]
    [InlineData(null, null, "pcm_s32le", 32)]
    public async Task Others_read_a_stream_of_every_precision_and_rate_to_its_true_length(
        string? precision, int? rate, string codec, int bits)
    {
        var rateHz = rate ?? 48000;
        var whole = await ReadAll(precision, rateHz);
        foreach (var timed in new[] { false, true })
        {
            var path = Path.Combine(Path.GetTempPath(), $"timbre-test-{Guid.NewGuid():N}.wav");
            await File.WriteAllBytesAsync(
                path,
                await Stream(new { voice_uuid = _voice, data = Text, precision, sample_rate = rate, wav_encoded_timestamps = timed }));
            var probed = await Tool.Probe(path);
            Assert.Equal((codec, rateHz, 1), (probed.Codec, probed.RateHz, probed.Channels));
            Assert.Equal(whole.Seconds, probed.Seconds, 6);
            Assert.Equal($"{bits}", (await Tool.Run("soxi", "-b", path)).Split('\n')[0]);
            var raw = path + ".raw";
            await Tool.Run("sox", "-V1", path, "-t", "raw", "-e", "floating-point", "-b", "64", raw);
            Assert.Equal(whole.Seconds, new FileInfo(raw).Length / 8.0 / rateHz, 6);
            File.Delete(path);
            File.Delete(raw);
        }
    }

    [Theory]
    [InlineData("PCM_16", 44100, false)]
    [InlineData("PCM_32", 22050, true)]
    [InlineData("MULAW", 8000, true)]
    public async Task What_is_streamed_is_what_is_made_in_one_go_sample_for_sample(string precision, int rate, bool timed)
    {
        var (_, spoken) = await _server.Http.Post("/synthesize", new { voice_uuid = _voice, data = Text, precision, sample_rate = rate });
        var whole = spoken.GetProperty("audio_content").GetBytesFromBase64();
        var streamed = await Stream(
            new { voice_uuid = _voice, data = Text, precision, sample_rate = rate, wav_encoded_timestamps = timed });
        var data = streamed.AsSpan().IndexOf("data"u8);
        if (timed)
            data = streamed.AsSpan().LastIndexOf("data"u8); // cue points name the chunk, too
        Assert.Equal(whole[44..], streamed[(data + 8)..]);
        Assert.Equal(timed ? [.. BitConverter.GetBytes(streamed.Length - 8)] : new byte[] { 255, 255, 255, 255 }, streamed[4..8]);
    }

    [Fact]
    public async Task The_header_of_a_timed_stream_says_what_the_answer_of_a_direct_one_says()
    {
        var (_, spoken) = await _server.Http.Post("/synthesize", new { voice_uuid = _voice, data = Text, sample_rate = 32000 });
        var times = spoken.GetProperty("audio_timestamps");
        var wav = await Stream(
            new { voice_uuid = _voice, data = Text, sample_rate = 32000, precision = "PCM_16", wav_encoded_timestamps = true });

        Assert.Equal("cue ", Encoding.ASCII.GetString(wav, 36, 4));
        var cues = new Dictionary<uint, uint>();
        for (var i = 0; i < BitConverter.ToInt32(wav, 44); i++)
            cues.Add(BitConverter.ToUInt32(wav, 48 + (24 * i)), BitConverter.ToUInt32(wav, 48 + (24 * i) + 20));
        Assert.Equal(Enumerable.Range(0, cues.Count).Select(id => (uint)id), cues.Keys);
        Assert.Equal(cues.Values.Distinct().Order(), cues.Values);

        var labels = Labels(wav, cues);
        foreach (var (kind, name) in new[] { ("grph", "graph"), ("phon", "phon") })
        {
            var received = labels.Where(label => label.Kind == kind).ToList();
            Assert.Equal(
                times.GetProperty(name + "_chars").EnumerateArray().Select(text => text.GetString()),
                received.Select(label => label.Text));
            Assert.All(times.GetProperty(name + "_times").EnumerateArray().Zip(received), pair =>
            {
                Assert.InRange(pair.Second.Start - pair.First[0].GetDouble(), -1 / 32000.0, 1 / 32000.0);
                Assert.InRange(
                    pair.Second.End - Math.Min(pair.First[1].GetDouble(), spoken.GetProperty("duration").GetDouble()), -1 / 32000.0,
                    1 / 32000.0);
            });
            Assert.Equal(received.Select(label => label.Start).Order(), received.Select(label => label.Start));
        }

        Assert.Equal(Text, string.Concat(labels.Where(label => label.Kind == "grph").Select(label => label.Text)));
        Assert.Equal(labels.FindLastIndex(label => label.Kind == "grph") + 1, labels.FindIndex(label => label.Kind == "phon"));
    }

    [Theory]
    [InlineData("/stream")]
    [InlineData("/api/v2/stream")]
    [InlineData("/api/stream")]
    [InlineData("/v2/stream")]
    public async Task It_stands_wherever_clients_look_for_it_and_wants_a_key(string path)
    {
        using var response = await _server.Http.PostAsJsonAsync(path, new { voice_uuid = _voice, data = "Hello." });
        Assert.Equal((HttpStatusCode.OK, "audio/wav"), (response.StatusCode, response.Content.Headers.ContentType!.MediaType));
        Assert.True(response.Headers.TransferEncodingChunked);
        using var otherAccount = _server.NewClient("not-a-key-of-this-server");
        Assert.Equal(HttpStatusCode.Unauthorized, (await otherAccount.Post(path, new { voice_uuid = _voice, data = "Hello." })).Status);
    }

    [Fact]
    public async Task What_cannot_be_said_is_refused_before_any_sound()
    {
        var (_, waiting) = await _server.Http.Post("/api/v2/voices", new { name = "Not yet" });
        await Refused(
            HttpStatusCode.Conflict, "voice_not_ready", new { voice_uuid = waiting.GetProperty("item").Text("uuid"), data = "Hello." });
        await Refused(
            HttpStatusCode.Conflict, "voice_not_ready",
            new { voice_uuid = waiting.GetProperty("item").Text("uuid"), data = "Hello.", wav_encoded_timestamps = true });
        await Refused(HttpStatusCode.NotFound, "not_found", new { voice_uuid = "nobody", data = "Hello." });
        await Refused(HttpStatusCode.BadRequest, "invalid_voice_uuid", new { data = "Hello." });
        await Refused(HttpStatusCode.BadRequest, "invalid_data", new { voice_uuid = _voice });
        await Refused(HttpStatusCode.BadRequest, "text_not_speakable", new { voice_uuid = _voice, data = "!" });
        await Refused(HttpStatusCode.BadRequest, "text_too_long", new { voice_uuid = _voice, data = new string('a', 3001) });
        await Refused(HttpStatusCode.BadRequest, "invalid_sample_rate", new { voice_uuid = _voice, data = "Hello.", sample_rate = 1 });
        await Refused(HttpStatusCode.BadRequest, "invalid_precision", new { voice_uuid = _voice, data = "Hello.", precision = "PCM_8" });

        async Task Refused(HttpStatusCode status, string code, object request)
        {
            var (seen, body) = await _server.Http.Post("/stream", request);
            Assert.Equal((status, code), (seen, body.Text("code")));
        }
    }

    [Fact]
    public async Task What_has_no_effect_is_named()
    {
        using var response = await _server.Http.PostAsJsonAsync(
            "/stream", new { voice_uuid = _voice, data = "Hello.", model = "chatterbox-turbo", use_hd = true });
        var issues = response.Headers.GetValues("x-timbre-issues").Single();
        Assert.Contains("model:", issues);
        Assert.Contains("use_hd:", issues);
    }

    /// <summary>What the list of labels says, which begins behind the cue points and is followed by the sound.</summary>
    private static List<(string Kind, string Text, double Start, double End)> Labels(byte[] wav, Dictionary<uint, uint> cues)
    {
        var at = 48 + (24 * cues.Count);
        Assert.Equal("list", Encoding.ASCII.GetString(wav, at, 4));
        var end = at + 8 + BitConverter.ToInt32(wav, at + 4);
        var labels = new List<(string Kind, string Text, double Start, double End)>();
        for (at += 12; at < end;)
        {
            Assert.Equal("ltxt", Encoding.ASCII.GetString(wav, at, 4));
            var size = BitConverter.ToInt32(wav, at + 4);
            var start = cues[BitConverter.ToUInt32(wav, at + 8)];
            Assert.Equal(0, wav[at + 8 + size - 1]);
            labels.Add(
                (Encoding.ASCII.GetString(wav, at + 16, 4), Encoding.UTF8.GetString(wav, at + 28, size - 21), start / 32000.0,
                    (start + BitConverter.ToUInt32(wav, at + 12)) / 32000.0));
            at += 8 + size + (size & 1);
        }

        Assert.Equal(end, at);
        Assert.Equal("data", Encoding.ASCII.GetString(wav, end, 4));
        Assert.Equal(wav.Length - end - 8, BitConverter.ToInt32(wav, end + 4));
        return labels;
    }

    private async Task<byte[]> Stream(object request)
    {
        using var response = await _server.Http.PostAsJsonAsync("/stream", request);
        Assert.True(response.IsSuccessStatusCode, $"{response.StatusCode}");
        return await response.Content.ReadAsByteArrayAsync();
    }

    private async Task<Audio.AudioClip> ReadAll(string? precision, int rateHz)
    {
        var (_, spoken) = await _server.Http.Post("/synthesize", new { voice_uuid = _voice, data = Text, precision, sample_rate = rateHz });
        return WavReader.Read(new MemoryStream(spoken.GetProperty("audio_content").GetBytesFromBase64()), new AudioLimits());
    }
}
