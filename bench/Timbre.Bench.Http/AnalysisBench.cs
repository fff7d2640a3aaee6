using System.Diagnostics;
using System.IO.Compression;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace Timbre.Bench.Http;

/// <summary>An hour of real speech goes through the server as a dataset: with its transcripts, and without.</summary>
/// <remarks>
/// Nothing is trained: the policy asks for more than there is, so that the voice ends in <c>dataset_issue</c> when all is measured.
/// </remarks>
internal static class AnalysisBench
{
    private const double Hour = 3600;

    private static readonly HashSet<string> Readers = ["ls26", "lj", "ls27"];

    private sealed record Utterance(string Path, string Text);

    public static async Task Run(string serverDll, string shared)
    {
        var utterances = Transcribed(Path.Combine(shared, "speech", "train"));
        Console.WriteLine(
            "| professional dataset, times for an hour of speech | speech | wall | processor time | peak memory | recordings | usable "
                + "|\n|---|---|---|---|---|---|---|");
        await Measure(serverDll, utterances, withTexts: true, "transcripts given (target 180 s)");
        await Measure(serverDll, utterances, withTexts: false, "transcripts recognised (target 720 s)");
    }

    /// <summary>The readers' utterances, one of each in turn.</summary>
    private static List<Utterance> Transcribed(string folder) =>
        [.. File.ReadLines(Path.Combine(folder, "utterances.tsv")).Skip(1)
            .Select(line => line.Split('\t'))
            .Where(row => Readers.Contains(row[0]) && row[2].Length > 0)
            .GroupBy(row => row[0])
            .SelectMany(reader => reader.Index())
            .OrderBy(row => row.Index)
            .Select(row => new Utterance(Path.Combine(folder, row.Item[1]), row.Item[2]))];

    private static async Task Measure(string serverDll, List<Utterance> utterances, bool withTexts, string what)
    {
        await using var server = await ServerUnderTest.Start(
            serverDll, ("Policies__ProfessionalSeconds", "100000"), ("Limits__MaxRecordingsPerVoice", "10000"));
        var zip = Path.Combine(Path.GetTempPath(), $"timbre-hour-{Environment.ProcessId}.zip");
        try
        {
            var (names, seconds) = await Pack(zip, utterances, withTexts);
            await using var host = await FileHost.Open(zip);
            var (watch, before) = (Stopwatch.StartNew(), server.ProcessorSeconds);
            var created = await server.Post(
                "/api/v2/voices",
                new { name = "hour", voice_type = "professional", dataset_url = new Uri(host.Url, "hour.zip").ToString() });
            var uuid = created.GetProperty("item").GetProperty("uuid").GetString()!;
            await WaitForEnd(server, uuid);
            var scale = Hour / seconds;
            var (wall, processor) = (watch.Elapsed.TotalSeconds * scale, (server.ProcessorSeconds - before) * scale);
            var summary = (await server.Http.GetFromJsonAsync<JsonElement>(
                $"/api/v2/voices/{uuid}/analysis?page_size=10")).GetProperty("summary");
            if (summary.GetProperty("analysed").GetInt32() != names)
                throw new InvalidOperationException($"Of {names} recordings {summary.GetProperty("analysed")} were analysed.");
            Console.WriteLine(
                $"| {what} | {seconds / 60:0} min | {wall:0} s | {processor:0} s without helpers' (ffmpeg, PocketSphinx) | "
                    + $"{server.MemoryMiB.Peak:0} MiB | {names} | {summary.GetProperty("usable")} |");
        }
        finally
        {
            File.Delete(zip);
        }
    }

    /// <summary>As many utterances as make an hour, or all; how many that were and how long they are.</summary>
    private static async Task<(int Count, double Seconds)> Pack(string path, List<Utterance> utterances, bool withTexts)
    {
        await using var zip = await ZipFile.OpenAsync(path, ZipArchiveMode.Create);
        var (seconds, count) = (0.0, 0);
        foreach (var (sound, text) in utterances)
        {
            if (seconds >= Hour)
                break;
            var name = $"{count++:0000}";
            await zip.CreateEntryFromFileAsync(sound, name + Path.GetExtension(sound), CompressionLevel.NoCompression);
            if (withTexts)
            {
                await using var entry = await zip.CreateEntry($"{name}.txt").OpenAsync();
                await entry.WriteAsync(Encoding.UTF8.GetBytes(text));
            }

            seconds += await Seconds(sound);
        }

        return (count, seconds);
    }

    private static async Task<double> Seconds(string sound)
    {
        using var soxi = Process.Start(new ProcessStartInfo("soxi", ["-D", sound]) { RedirectStandardOutput = true })!;
        var said = await soxi.StandardOutput.ReadToEndAsync();
        await soxi.WaitForExitAsync();
        return double.Parse(said, System.Globalization.CultureInfo.InvariantCulture);
    }

    private static async Task WaitForEnd(ServerUnderTest server, string uuid)
    {
        while (true)
        {
            var voice = (await server.Http.GetFromJsonAsync<JsonElement>($"/api/v2/voices/{uuid}")).GetProperty("item");
            if (voice.GetProperty("status").GetString() is "dataset_issue")
                return;
            if (voice.GetProperty("status").GetString() is not "initializing")
                throw new InvalidOperationException(voice.ToString());
            await Task.Delay(200);
        }
    }
}
