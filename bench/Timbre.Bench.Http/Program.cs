using System.Diagnostics;
using System.IO.Compression;
using Timbre.Audio;
using Timbre.Audio.Formats;
using Timbre.Bench.Http;
using Timbre.Bench.Http.Speech;

// Timbre.Bench.Http SERVER_DLL SHARED_OR_EMPTY: prints a Markdown table. Timbre.Bench.Http speech SERVER_DLL TEACHER_OR_EMPTY
// [short]: how it speaks, beside flite and the teacher.
// Timbre.Bench.Http analysis SERVER_DLL SHARED: an hour of speech is analysed.
if (args[0] == "analysis")
{
    await AnalysisBench.Run(args[1], args[2]);
    return 0;
}

if (args[0] == "speech")
{
    await SpeechBench.Run(args[1], args[2].Length > 0 ? args[2] : null, args.ElementAtOrDefault(3) == "short" ? 0.1 : 1);
    return 0;
}

var (dll, shared) = (args[0], args.Length > 1 && Directory.Exists(args[1]) ? args[1] : null);
// what is remembered would be timed as if it had been spoken
await using var server = await ServerUnderTest.Start(dll, ("Limits__SpeechCacheBytes", "0"));
Console.WriteLine("| what | figure |\n|---|---|");

var ten = Path.GetTempFileName();
await File.WriteAllBytesAsync(ten, WavWriter.ToBytes(Speech().Cut(0, 10.05)));
var times = new List<double>();
for (var i = 0; i < 5; i++)
    times.Add(await Clone(server, ten, "talk.wav", "rapid", $"rapid {i}"));
Row(
    "rapid voice from a 10 s WAV, create to finished",
    $"median {times.Order().ElementAt(2):0.00} s, slowest of 5 {times.Max():0.00} s (target 10 s)");

await Metadata.Measure(server, Row);
await Uploads.Measure(server, Speech(), Row);

await SynthesisBench.Measure(server, Row);

if (shared is not null)
{
    var zip = Path.Combine(Path.GetTempPath(), $"ls19-{Environment.ProcessId}.zip");
    ZipFile.CreateFromDirectory(
        Path.Combine(shared, "speech/eval/professional/train"), zip, CompressionLevel.NoCompression, includeBaseDirectory: false);
    Row(
        "professional voice from ls19's 16 min, create to finished",
        $"{await Clone(server, zip, "ls19.zip", "professional", "ls19"):0.0} s (target 600 s)");
    File.Delete(zip);
}

Row("memory of the server after all this", $"{server.MemoryMiB.Now:0} MiB, at its highest {server.MemoryMiB.Peak:0} MiB");
File.Delete(ten);
return 0;

static void Row(string what, string figure) => Console.WriteLine($"| {what} | {figure} |");

static AudioClip Speech()
{
    var folder = "/usr/share/pocketsphinx/test/data/librivox";
    var clips = Directory.EnumerateFiles(folder, "*.wav").Order().Select(file => WavReader.Read(file, new AudioLimits())).ToList();
    return new AudioClip([.. clips.SelectMany(clip => clip.Samples)], clips[0].RateHz);
}

static async Task<double> Clone(ServerUnderTest server, string file, string name, string type, string voice)
{
    await using var host = await FileHost.Open(file);
    var watch = Stopwatch.StartNew();
    var created = await server.Post(
        "/api/v2/voices", new { name = voice, voice_type = type, dataset_url = new Uri(host.Url, name).ToString() });
    var uuid = created.GetProperty("item").GetProperty("uuid").GetString()!;
    if (type == "rapid")
        await server.Post($"/api/v2/voices/{uuid}/build", new { });
    await server.Finished(uuid);
    return watch.Elapsed.TotalSeconds;
}
