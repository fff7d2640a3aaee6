using System.Diagnostics;
using Timbre.Audio;
using Timbre.Audio.Formats;

namespace Timbre.Bench.Http;

/// <summary>Uploads of recordings, eight at a time, and what a large one costs in memory.</summary>
internal static class Uploads
{
    private const int Count = 64;
    private const int Concurrency = 8;

    public static async Task Measure(ServerUnderTest server, AudioClip speech, Action<string, string> row)
    {
        var voice = await server.Post("/api/v2/voices", new { name = "uploads" });
        var uuid = voice.GetProperty("item").GetProperty("uuid").GetString()!;
        var clip = WavWriter.ToBytes(speech.Cut(0, 10));
        await Send(server, uuid, "warm up", clip);

        var before = server.MemoryMiB.Now;
        var watch = Stopwatch.StartNew();
        await Parallel.ForAsync(
            0, Count, new ParallelOptions { MaxDegreeOfParallelism = Concurrency },
            async (i, _) => await Send(server, uuid, $"clip {i}", clip));
        var seconds = watch.Elapsed.TotalSeconds;
        row(
            $"uploads of 10 s clips (16 kHz, {clip.Length / 1024} KiB), {Concurrency} at once",
            $"{Count / seconds:0.0} recordings/s, {Count * 10 / seconds:0} times real time");

        var minute = WavWriter.ToBytes(
            new AudioClip([.. Enumerable.Range(0, 60 * 48_000).Select(i => speech.Samples[i % speech.Samples.Length])], 48_000),
            WavEncoding.Pcm32);
        var resting = server.MemoryMiB.Now;
        await Parallel.ForAsync(0, Concurrency, async (i, _) => await Send(server, uuid, $"minute {i}", minute));
        row($"memory while {Concurrency} uploads of a minute at 48 kHz, {minute.Length >> 20} MiB each, come in at once",
            $"{server.MemoryMiB.Peak
                - resting:0} MiB more than at rest ({(server.MemoryMiB.Peak
                    - resting) / Concurrency:0.0} MiB an upload); at rest before all uploads {before:0} MiB");
    }

    private static async Task Send(ServerUnderTest server, string uuid, string name, byte[] wav)
    {
        using var form = new MultipartFormDataContent {
            { new StringContent(name), "name" }, { new ByteArrayContent(wav), "file", name + ".wav" }
        };
        using var response = await server.Http.PostAsync($"/api/v2/voices/{uuid}/recordings", form);
        if (!response.IsSuccessStatusCode)
            throw new InvalidOperationException(await response.Content.ReadAsStringAsync());
    }
}
