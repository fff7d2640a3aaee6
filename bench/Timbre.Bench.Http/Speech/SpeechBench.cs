namespace Timbre.Bench.Http.Speech;

/// <summary>
/// POST /stream in 16 bits, with texts that nobody has asked for before; flite, a process for each text, and Kokoro, a process for all,
/// in between.
/// </summary>
internal static class SpeechBench
{
    private const int KokoroCharacters = 100;
    private static readonly int[] Lengths = [10, 100, 1000];
    private static readonly (int AtOnce, int Requests)[] Concurrencies = [(1, 60), (8, 240), (64, 640)];
    private const int Memory = 2000;

    /// <param name="serverDll">The server.</param>
    /// <param name="teacher">The folder of Kokoro; without it there are no rows of it.</param>
    /// <param name="share">What part of the requests to make, 1 for all.</param>
    public static async Task Run(string serverDll, string? teacher, double share)
    {
        await using (var server = await ServerUnderTest.Start(serverDll, ("Limits__SpeechCacheBytes", "0")))
        {
            var voice = await Clone(server);
            var texts = new Texts();
            foreach (var length in Lengths)
                await SpeechClient.Measure(server, voice, texts.Next(length)); // warm
            var before = ChildProcesses.ProcessorSeconds;
            var kokoro = teacher is null ? [] : await KokoroProcess.Say(teacher, (int)(Concurrencies[^1].AtOnce * Math.Sqrt(share)));
            var ofKokoro = ChildProcesses.ProcessorSeconds - before;

            await Latencies(server, voice, texts, share, kokoro);
            await CoreSpeed.Measure(server, voice, texts, Math.Max(2, (int)(20 * share)), kokoro, ofKokoro);
        }

        await using var remembering = await ServerUnderTest.Start(serverDll);
        var own = await Clone(remembering);
        await Recall(remembering, own, share);
        await Flat(remembering, own, (int)(Memory * share));
    }

    private static async Task Latencies(
        ServerUnderTest server, string voice, Texts texts, double share, IReadOnlyList<KokoroProcess.Spoken> kokoro)
    {
        Console.WriteLine("Time to first sound and to the last of it, in ms, without cache:\n");
        Console.WriteLine(
            "| system | characters | at once | first sound p50 | p95 | slowest | fairness | whole p50 | p95 | times real time |\n"
                + "|---|---|---|---|---|---|---|---|---|---|");
        foreach (var length in Lengths)
        {
            foreach (var (atOnce, requests) in Concurrencies)
            {
                var count = Math.Max(atOnce, (int)(requests * share / Math.Max(1, length / 250)));
                (await ConcurrentRun.Of(atOnce, count, () => SpeechClient.Measure(server, voice, texts.Next(length))))
                    .Print("**Timbre**", length, atOnce);
                (await ConcurrentRun.Of(atOnce, count, () => FliteProcess.Synthesize(texts.Next(length))))
                    .Print("flite, a process each", length, atOnce);
            }

            if (length == KokoroCharacters && kokoro.Count > 0)
            {
                OneAfterTheOther(kokoro, isQueued: false).Print("Kokoro, one process", length, 1);
                OneAfterTheOther(kokoro, isQueued: true).Print("Kokoro, one process, one after the other", length, kokoro.Count);
            }
        }
    }

    /// <summary>Sentences of one process: asked for when the one before is there, or all at the beginning.</summary>
    private static ConcurrentRun OneAfterTheOther(IReadOnlyList<KokoroProcess.Spoken> sentences, bool isQueued)
    {
        var (all, end) = (new List<Latency>(), 0.0);
        foreach (var sentence in sentences)
        {
            end += sentence.Milliseconds;
            var wait = isQueued ? end : sentence.Milliseconds;
            all.Add(new Latency(wait, wait, sentence.SoundSeconds));
        }

        return new ConcurrentRun(all, end / 1000);
    }

    private static async Task Recall(ServerUnderTest server, string voice, double share)
    {
        var text = new Texts().Next(100);
        await SpeechClient.Measure(server, voice, text);
        var again = await ConcurrentRun.Of(8, Math.Max(8, (int)(400 * share)), () => SpeechClient.Measure(server, voice, text));
        Console.WriteLine(
            $"A text of 100 characters out of the cache, 8 at once: first sound after {again.First(50):0.0} ms "
                + $"(p95 {again.First(95):0.0} ms), {again.TimesRealTime:0} times real time.\n");
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
