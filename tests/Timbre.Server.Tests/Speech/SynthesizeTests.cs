using System.Net;
using Timbre.Server.Tests.Hosting;

namespace Timbre.Server.Tests.Speech;

public sealed class SynthesizeTests
{
    [Fact]
    public async Task A_finished_voice_speaks_in_every_precision_and_says_why_it_does_not()
    {
        await using var server = await TestServer.Start(("Policies:RapidRecordings", "1"), ("Policies:RapidSpeechSeconds", "1"));
        var (_, created) = await server.Http.Post("/api/v2/voices", new { name = "Ada", voice_type = "rapid" });
        var uuid = created.GetProperty("item").Text("uuid");
        Assert.Equal((HttpStatusCode.Conflict, "voice_not_ready"), await Refused(server, new { voice_uuid = uuid, data = "Hello there." }));

        using (var form = Samples.Form("clip", Samples.Bytes(0)))
            await server.Http.PostAsync($"/api/v2/voices/{uuid}/recordings", form);
        await server.Http.Post($"/api/v2/voices/{uuid}/build");
        Assert.Equal("finished", (await server.Http.Settled(uuid)).Text("status"));

        foreach (var (precision, bytes, code) in new[] { ("PCM_16", 2, 1), ("PCM_24", 3, 1), ("PCM_32", 4, 1), ("MULAW", 1, 7) })
        {
            var (_, spoken) = await server.Http.Post(
                "/synthesize", new { voice_uuid = uuid, data = "Good evening.", precision, sample_rate = 8000, seed = 7 });
            var wav = Convert.FromBase64String(spoken.Text("audio_content"));
            Assert.Equal(
                (code, bytes * 8, 8000), (BitConverter.ToInt16(wav, 20), BitConverter.ToInt16(wav, 34), BitConverter.ToInt32(wav, 24)));
            Assert.Equal(spoken.GetProperty("duration").GetDouble(), (wav.Length - 44.0) / bytes / 8000, 2);
            Assert.Equal(7, spoken.GetProperty("seed").GetInt32());
        }

        var (_, once) = await server.Http.Post("/api/v2/synthesize", new { voice_uuid = uuid, data = "Good evening.", seed = 1 });
        var (_, twice) = await server.Http.Post("/synthesize", new { voice_uuid = uuid, data = "Good evening.", seed = 1 });
        Assert.Equal(once.Text("audio_content"), twice.Text("audio_content"));
        var times = once.GetProperty("audio_timestamps").GetProperty("phon_times").EnumerateArray()
            .Select(time => (Start: time[0].GetDouble(), End: time[1].GetDouble())).ToList();
        Assert.All(times.Zip(times.Skip(1)), pair => Assert.True(pair.First.Start <= pair.Second.Start));
        Assert.InRange(times[^1].End, 0.2, once.GetProperty("duration").GetDouble() + 0.05);

        Assert.Equal((HttpStatusCode.BadRequest, "text_not_speakable"), await Refused(server, new { voice_uuid = uuid, data = "你好" }));
        Assert.Equal((HttpStatusCode.BadRequest, "invalid_data"), await Refused(server, new { voice_uuid = uuid, data = " " }));
        Assert.Equal(
            (HttpStatusCode.BadRequest, "text_too_long"), await Refused(server, new { voice_uuid = uuid, data = new string('a', 3001) }));
        Assert.Equal(
            (HttpStatusCode.BadRequest, "invalid_sample_rate"),
            await Refused(server, new { voice_uuid = uuid, data = "Hello", sample_rate = 12345 }));
        Assert.Equal(
            (HttpStatusCode.BadRequest, "invalid_precision"),
            await Refused(server, new { voice_uuid = uuid, data = "Hello", precision = "PCM_7" }));
        Assert.Equal((HttpStatusCode.NotFound, "not_found"), await Refused(server, new { voice_uuid = "nobody", data = "Hello" }));
    }

    private static async Task<(HttpStatusCode, string)> Refused(TestServer server, object request)
    {
        var (status, body) = await server.Http.Post("/synthesize", request);
        return (status, body.Text("code"));
    }
}
