namespace Timbre.Bench.Http.Speech;

/// <summary>
/// POST /stream at 16 kHz in 16 bits, with texts that nobody has asked for before; flite, a process for each text, in between.
/// </summary>
internal static class SpeechBench
{
    private static readonly int[] Lengths = [10, 100, 1000];
    private static readonly (int AtOnce, int Requests)[] Concurrencies = [(1, 60), (8, 240), (64, 640)];
    private const int Memory = 2000;

    /// <param name="serverDll">The server.</param>
    /// <param name="share">What part of the requests to make, 1 for all.</param>
    public static async Task Run(string serverDll, double share)
    {
        await using (var server = await ServerUnderTest.Start(serverDll, ("Limits__SpeechCacheBytes", "0")))
        {
            var voice = await Clone(server);
            var texts = new Texts();
            foreach (var length in Lengths)
                await SpeechClient.Measure(server, voice, texts.Next(length)); // warm

            Console.WriteLine("Time to first sound and to the last of it, in ms, without cache:\n");
            Console.WriteLine(
                "| characters | at once | first sound p50 | p99 | whole p50 | p99 | times real time | the same by the server's processor "
                    + "time | flite, a process each: whole p50 | p99 | times real time |\n|---|---|---|---|---|---|---|---|---|---|---|");
            foreach (var length in Lengths)
            {
                foreach (var (atOnce, requests) in Concurrencies)
                {
                    var count = Math.Max(atOnce, (int)(requests * share / Math.Max(1, length / 250)));
                    var start = server.ProcessorSeconds;
                    var ours = await ConcurrentRun.Of(atOnce, count, () => SpeechClient.Measure(server, voice, texts.Next(length)));
                    var used = server.ProcessorSeconds - start;
                    var theirs = await ConcurrentRun.Of(atOnce, count, () => FliteProcess.Synthesize(texts.Next(length)));
                    Console.WriteLine(
                        $"| {length} | {atOnce} | {ours.First(50):0} | {ours.First(99):0} | {ours.Total(50):0} | {ours.Total(99):0} | "
                            + $"{ours.TimesRealTime:0} | {ours.SoundSeconds / used:0} | "
                            + $"{theirs.Total(50):0} | {theirs.Total(99):0} | {theirs.TimesRealTime:0} |");
                }
            }

            var before = server.ProcessorSeconds;
            var busy = await ConcurrentRun.Of(
                1, Math.Max(2, (int)(20 * share)), () => SpeechClient.Measure(server, voice, texts.Next(1000)));
            var seconds = server.ProcessorSeconds - before;
            Console.WriteLine(
                $"\nReal-time factor of one core: {seconds / busy.SoundSeconds:0.0000}, "
                    + $"or {busy.SoundSeconds / seconds:0} s of sound in a second of processor time.\n");
        }

        await using var remembering = await ServerUnderTest.Start(serverDll);
        var own = await Clone(remembering);
        await Recall(remembering, own, share);
        await Flat(remembering, own, (int)(Memory * share));
    }

    private static async Task Recall(ServerUnderTest server, string voice, double share)
    {
        var text = new Texts().Next(100);
        await SpeechClient.Measure(server, voice, text);
        var again = await ConcurrentRun.Of(8, Math.Max(8, (int)(400 * share)), () => SpeechClient.Measure(server, voice, text));
        Console.WriteLine(
            $"A text of 100 characters out of the cache, 8 at once: first sound after {again.First(50):0.0} ms "
                + $"(p99 {again.First(99):0.0} ms), {again.TimesRealTime:0} times real time.\n");
    }

    /// <summary>Memory while so many texts are said, none of them twice.</summary>
    private static async Task Flat(ServerUnderTest server, string voice, int requests)
    {
        var texts = new Texts();
        var parts = new List<string>();
        const int steps = 10;
        await ConcurrentRun.Of(8, Math.Max(8, requests / 20), () => SpeechClient.Measure(server, voice, texts.Next(60)));
        parts.Add($"{server.MemoryMiB.Now:0}");
        for (var step = 0; step < steps; step++)
        {
            await ConcurrentRun.Of(8, Math.Max(8, requests / steps), () => SpeechClient.Measure(server, voice, texts.Next(60)));
            parts.Add($"{server.MemoryMiB.Now:0}");
        }

        Console.WriteLine(
            $"Resident memory over {requests} requests of 60 characters, 8 at once, MiB after a warm-up and after each tenth: "
                + $"{string.Join(", ", parts)}; at its highest {server.MemoryMiB.Peak:0}. 64 MiB of it are the phrase cache.");
    }

    private static async Task<string> Clone(ServerUnderTest server)
    {
        var created = await server.Post("/api/v2/voices", new { name = "Reader", voice_type = "rapid" });
        var uuid = created.GetProperty("item").GetProperty("uuid").GetString()!;
        foreach (var path in Directory.EnumerateFiles("/usr/share/pocketsphinx/test/data/librivox", "*.wav").Order(StringComparer.Ordinal))
        {
            using var form = new MultipartFormDataContent {
                { new StringContent(Path.GetFileName(path)), "name" },
                { new ByteArrayContent(await File.ReadAllBytesAsync(path)), "file", "clip.wav" }
            };
            using var response = await server.Http.PostAsync($"/api/v2/voices/{uuid}/recordings", form);
            response.EnsureSuccessStatusCode();
        }

        await server.Post($"/api/v2/voices/{uuid}/build", new { });
        await server.Finished(uuid);
        return uuid;
    }
}
