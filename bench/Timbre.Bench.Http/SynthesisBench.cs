using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;

namespace Timbre.Bench.Http;

/// <summary>How fast a finished voice speaks, alone and in a crowd.</summary>
internal static class SynthesisBench
{
    private static readonly string[] Sentences =
    [
        "The museum opens early on weekdays and closes at six.", "Rain is expected in the north, with sunshine later in the day.",
        "My brother and his friends are building a boat in the yard.", "Thank you for calling, and have a pleasant evening.",
    ];

    public static async Task Measure(ServerUnderTest server, Action<string, string> row)
    {
        var list = await server.Http.GetFromJsonAsync<JsonElement>("/api/v2/voices?page_size=100");
        var uuid =
            list.GetProperty("items").EnumerateArray().First(voice => voice.GetProperty("status").GetString() == "finished")
                .GetProperty("uuid").GetString()!;
        await Synthesize(server, uuid, 0);
        foreach (var atOnce in new[] { 1, 8 })
        {
            const int count = 24;
            var watch = Stopwatch.StartNew();
            var lengths = new double[count];
            await Parallel.ForAsync(
                0, count, new ParallelOptions { MaxDegreeOfParallelism = atOnce },
                async (i, _) => lengths[i] = await Synthesize(server, uuid, i));
            var seconds = watch.Elapsed.TotalSeconds;
            row(
                $"POST /synthesize, {count} sentences, {atOnce} at once, nothing remembered",
                $"{lengths.Sum() / seconds:0.0} times real time, {seconds / count * 1000:0} ms a sentence");
        }
    }

    private static async Task<double> Synthesize(ServerUnderTest server, string uuid, int sentence)
    {
        var answer = await server.Post(
            "/synthesize",
            new { voice_uuid = uuid, data = Sentences[sentence % Sentences.Length], sample_rate = 16000, precision = "PCM_16" });
        return answer.GetProperty("duration").GetDouble();
    }
}
