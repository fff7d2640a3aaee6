using System.Text;
using System.Text.Json;
using Timbre.Server.Tests.Hosting;
using Timbre.Server.Tests.Speech;

namespace Timbre.Server.Tests.Sdk;

/// <summary>The SDK's own decoder takes our stream apart, in each of its modes.</summary>
public sealed class StreamSdkTests(SpeakingServer speaking) : IClassFixture<SpeakingServer>
{
    private const string Sentence = "Naïve readers say “yes” & pay £5.";

    [Theory]
    [InlineData("PCM_16", 44100, 2, 1)]
    [InlineData("PCM_32", 8000, 4, 1)]
    [InlineData("MULAW", 22050, 1, 1)]
    [InlineData("PCM_16", 16000, 2, 60)] // a header of more than one read of a socket
    public async Task Every_mode_of_the_decoder_gets_all_sound_and_the_times_of_a_direct_answer(
        string precision, int rate, int bytes, int sentences)
    {
        var text = string.Join(' ', Enumerable.Repeat(Sentence, sentences));
        var seen = await Node.Run(
            "stream.mjs", speaking.Server.Url.ToString().TrimEnd('/'), TestServer.Key, speaking.Voice, text, precision, $"{rate}");

        var direct = seen.GetProperty("direct");
        Assert.True(direct.Is("success"), direct.ToString());
        Assert.Equal("Direct", direct.Text("title"));
        var sound = direct.GetProperty("audio_content").GetBytesFromBase64()[44..];
        Assert.Equal(direct.GetProperty("duration").GetDouble(), sound.Length / bytes / (double)rate, 3);

        var plain = Bytes("plain");
        Assert.Equal(("RIFF", "data"), (Ascii(plain, 0), Ascii(plain, 36)));
        Assert.Equal(sound[..(plain.Length - 44)], plain[44..]);
        Assert.InRange(sound.Length - (plain.Length - 44), 0, 1); // a sound of known length is padded to whole words
        Assert.Equal(plain[36..], Bytes("ignoreWavHeader"));

        var timed = Bytes("getTimeStamps");
        Assert.Equal(("RIFF", "data"), (Ascii(timed, 0), Ascii(timed, 36)));
        Assert.Equal(sound, timed[44..]);
        Assert.Equal(timed[36..], Bytes("both"));

        Assert.Equal(JsonValueKind.Null, seen.GetProperty("plain").GetProperty("timestamps").ValueKind);
        foreach (var mode in new[] { "getTimeStamps", "both" })
            CheckTimes(seen.GetProperty(mode).GetProperty("timestamps"), direct.GetProperty("audio_timestamps"), text, 1.0 / rate);

        Assert.Equal("There is no such voice.", seen.Text("error"));

        byte[] Bytes(string mode) => seen.GetProperty(mode).GetProperty("bytes").GetBytesFromBase64();
        static string Ascii(byte[] bytes, int at) => Encoding.ASCII.GetString(bytes, at, 4);
    }

    private static void CheckTimes(JsonElement times, JsonElement wanted, string text, double tolerance)
    {
        Assert.Equal(text, string.Concat(Strings(times, "graph_chars")));
        foreach (var kind in new[] { "graph", "phon" })
        {
            Assert.Equal(Strings(wanted, kind + "_chars"), Strings(times, kind + "_chars"));
            Assert.All(
                Starts(wanted, kind + "_times").Zip(Starts(times, kind + "_times")),
                pair => Assert.Equal(pair.First, pair.Second, tolerance));
        }

        static IEnumerable<string> Strings(JsonElement of, string name) =>
            of.GetProperty(name).EnumerateArray().Select(text => text.GetString()!);
        static IEnumerable<double> Starts(JsonElement of, string name) =>
            of.GetProperty(name).EnumerateArray().Select(time => time[0].GetDouble());
    }
}
