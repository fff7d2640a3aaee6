using System.Text;
using System.Text.Json;
using Timbre.Audio.Formats;
using Timbre.Server.Tests.Hosting;

namespace Timbre.Server.Tests.Speech;

public sealed class LongTextTests
{
    private const int Characters = 20_000;
    private const double SeamSeconds = 0.002;
    private const float MaxStepAtSeam = 0.01f;

    [Fact]
    public async Task Twenty_thousand_characters_are_spoken_in_order_without_drift_or_clicks_where_the_limit_allows_them()
    {
        await using var server = await TestServer.Start(("Limits:MaxSpeechCharacters", $"{Characters}"));
        var voice = await server.NewSpeaker();
        var text = Text();

        var (_, spoken) = await server.Http.Post(
            "/synthesize", new { voice_uuid = voice, data = text, precision = "PCM_16", sample_rate = 16000 });

        var sound = WavReader.Read(
            new MemoryStream(spoken.GetProperty("audio_content").GetBytesFromBase64()), AudioLimits.UpTo(7200, 1 << 30));
        var times = spoken.GetProperty("audio_timestamps");
        var letters = times.GetProperty("graph_chars").EnumerateArray().Select(letter => letter.GetString()!).ToArray();
        var spans = times.GetProperty("graph_times").EnumerateArray().Select(span => (Start: span[0].GetDouble(), End: span[1].GetDouble()))
            .ToArray();
        Assert.Equal(text, string.Concat(letters));
        Assert.All(
            spans.Zip(spans.Skip(1)),
            pair => Assert.True(pair.First.Start <= pair.Second.Start + 1e-9 && pair.First.End <= pair.Second.End + 1e-9));
        Assert.Equal(sound.Seconds, spans[^1].End, 0.01);
        Assert.Equal(sound.Seconds, LastOf(times.GetProperty("phon_times")), 0.01);

        // A sentence ends with the space behind its full stop: there two pieces of sound meet.
        var seams = spans.Where((_, i) => i > 0 && i < spans.Length - 1 && letters[i] == " " && letters[i - 1] == ".")
            .Select(span => span.End).ToArray();
        Assert.True(seams.Length > 200);
        Assert.All(seams, seam => Assert.True(StepAt(sound.Samples, seam) < MaxStepAtSeam, $"a click at {seam:0.000} s"));
    }

    [Fact]
    public async Task One_character_more_than_the_limit_is_refused_with_both_numbers()
    {
        await using var server = await TestServer.Start();
        var voice = await server.NewSpeaker();

        var (status, refused) = await server.Http.Post("/synthesize", new { voice_uuid = voice, data = Text()[..3001] });

        Assert.Equal((400, "text_too_long"), ((int)status, refused.Text("code")));
        Assert.Contains("3001", refused.Text("message"), StringComparison.Ordinal);
        Assert.Contains("3000", refused.Text("message"), StringComparison.Ordinal);
    }

    private static double LastOf(JsonElement times) => times[times.GetArrayLength() - 1][1].GetDouble();

    private static float StepAt(float[] samples, double seconds)
    {
        var (from, end) = ((int)((seconds - SeamSeconds) * 16000), (int)((seconds + SeamSeconds) * 16000));
        return Enumerable.Range(from, end - from).Max(i => Math.Abs(samples[i] - samples[i - 1]));
    }

    /// <summary>Sentences of several lengths, each with its number; exactly as many characters as the limit.</summary>
    private static string Text()
    {
        string[] sentences =
        [
            "Rice is often served in round bowls.", "The juice of lemons makes fine punch, and the box was thrown beside the parked truck.",
            "Four hours of steady work faced us.", "A rod is used to catch pink salmon; the source of the huge river is the clear spring.",
        ];
        var text = new StringBuilder();
        for (var i = 0; text.Length < Characters; i++)
            text.Append($"Number {i}. {sentences[i % sentences.Length]} ");
        return text.ToString(0, Characters - 1) + "."; // the last sentence may end in the middle of a word
    }
}
