namespace Timbre.Bench.Http.Speech;

/// <summary>How fast one core speaks, by the processor time of whole processes.</summary>
internal static class CoreSpeed
{
    private const int Characters = 1000;
    private const int KokoroRateHz = 24_000;

    /// <param name="server">The server, warm and without a cache.</param>
    /// <param name="voice">Who speaks.</param>
    /// <param name="texts">What is said.</param>
    /// <param name="count">How many texts the server and flite say.</param>
    /// <param name="kokoro">What Kokoro has said, or nothing.</param>
    /// <param name="ofKokoro">Processor time of Kokoro's whole process, in seconds.</param>
    public static async Task Measure(
        ServerUnderTest server, string voice, Texts texts, int count, IReadOnlyList<KokoroProcess.Spoken> kokoro, double ofKokoro)
    {
        Console.WriteLine("\nOne core: seconds of sound in a second of processor time, of all threads of a process:\n");
        Console.WriteLine("| system | sound | process | times real time | real-time factor |\n|---|---|---|---|---|");
        var before = server.ProcessorSeconds;
        var ours = await ConcurrentRun.Of(1, count, () => SpeechClient.Measure(server, voice, texts.Next(Characters)));
        Row(
            "**Timbre**", SpeechClient.RateHz, $"the server while it says {Characters} characters at a time", ours.SoundSeconds,
            server.ProcessorSeconds - before);
        before = ChildProcesses.ProcessorSeconds;
        var flite = await ConcurrentRun.Of(1, count, () => FliteProcess.Synthesize(texts.Next(Characters)));
        Row(
            "flite, slt", FliteProcess.RateHz, $"one for each {Characters} characters, start to end", flite.SoundSeconds,
            ChildProcesses.ProcessorSeconds - before);
        if (kokoro.Count > 0)
        {
            var sound = kokoro.Sum(sentence => sentence.SoundSeconds);
            Row("Kokoro-82M int8", KokoroRateHz, "while it says 100 characters at a time", sound, kokoro.Sum(one => one.ProcessorSeconds));
            Row("Kokoro-82M int8", KokoroRateHz, $"for all {kokoro.Count} sentences, start to end", sound, ofKokoro);
        }

        Console.WriteLine();
    }

    private static void Row(string system, int rateHz, string process, double soundSeconds, double processorSeconds) =>
        Console.WriteLine(
            $"| {system} | {rateHz / 1000} kHz | {process} | {soundSeconds / processorSeconds:0.0} | "
                + $"{processorSeconds / soundSeconds:0.0000} |");
}
