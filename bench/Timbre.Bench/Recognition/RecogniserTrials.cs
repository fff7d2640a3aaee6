using System.Diagnostics;
using System.Globalization;
using Timbre.Audio.Formats;
using Timbre.Bench.Transcripts;
using Timbre.Bundles.Hosting;
using Timbre.Bundles.Store;
using Timbre.Models.Alignment;
using Timbre.Models.Transcription;
using Timbre.Models.Transcription.Recognisers;
using Timbre.Text;
using Timbre.Text.Scripts;
using Timbre.Text.Terms;

namespace Timbre.Bench.Recognition;

/// <summary>Word errors, speed and memory of recognisers on the same recordings.</summary>
/// <remarks>Both texts are read as they are spoken before they are compared: "1665" is "sixteen sixty five", "Mr." is "mister".</remarks>
internal static class RecogniserTrials
{
    private const int Resamples = 2000;
    private static readonly ScriptReader Reader = new(InstalledLexicon.English);

    /// <param name="list">Set, speaker, sound file and text a line.</param>
    /// <param name="models">Models' files; the built-in recogniser comes first.</param>
    public static async Task<int> Run(string list, IReadOnlyList<string> models)
    {
        var all = SpokenUtterance.Read(list);
        var sets = all.Select(one => one.Set).Distinct().ToList();
        var titles = string.Join(" | ", sets.Select(set => $"words wrong, {set}"));
        Console.WriteLine($"| recogniser | {titles} | real-time factor, one core | memory |");
        Console.WriteLine($"|---|{string.Concat(sets.Select(_ => "---|"))}--:|--:|");
        await Row("built-in (PocketSphinx)", new PocketSphinxRecogniser(), () => 0, all, sets);
        using var scratch = new TemporaryFolder();
        foreach (var model in models)
        {
            var bundle = new BundleFolder(scratch.Path, TimeProvider.System).Add(model, null, null, default);
            using var host = new ModelHost(bundle, threads: 1, Timeout.InfiniteTimeSpan);
            await Row(
                $"{bundle.Manifest.Description}", new BundleRecogniser(host, "bench"), host.PeakMemoryBytes, all, sets);
            new BundleFolder(scratch.Path, TimeProvider.System).Remove(bundle.Name);
        }

        return 0;
    }

    private static async Task Row(
        string name, IRecogniser recogniser, Func<long> memory, IReadOnlyList<SpokenUtterance> all, IReadOnlyList<string> sets)
    {
        var trials = new List<(SpokenUtterance Spoken, int Errors, int Words)>();
        var (watch, seconds) = (new Stopwatch(), 0.0);
        foreach (var spoken in all)
        {
            var sound = await AudioDecoder.Decode(spoken.Path, AudioLimits.UpTo(Transcriber.MaxSeconds, long.MaxValue), default);
            watch.Start();
            var recognised = recogniser.Recognise([sound], "en", default)[0].Text;
            watch.Stop();
            seconds += sound.Seconds;
            var said = Words(spoken.Text);
            trials.Add((spoken, WordErrors.Distance(said, Words(recognised)), said.Length));
        }

        var cells = sets.Select(set => Cell([.. trials.Where(trial => trial.Spoken.Set == set)]));
        var held = memory() > 0 ? string.Create(CultureInfo.InvariantCulture, $"{memory() / 1e6:0} MB") : "";
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"| {name} | {string.Join(" | ", cells)} | {watch.Elapsed.TotalSeconds / seconds:0.00} | {held} |"));
    }

    /// <summary>Errors over words in percent, with the 95 % interval of a bootstrap over speakers.</summary>
    private static string Cell(IReadOnlyList<(SpokenUtterance Spoken, int Errors, int Words)> trials)
    {
        var speakers = trials.GroupBy(trial => trial.Spoken.Speaker)
            .Select(speaker => (Errors: speaker.Sum(trial => trial.Errors), Words: speaker.Sum(trial => trial.Words))).ToArray();
        var random = new Random(1);
        var rates = Enumerable.Range(0, Resamples).Select(_ => Rate(random.GetItems(speakers, speakers.Length))).Order().ToList();
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{Rate(speakers):0.0} % ({rates[Resamples / 40]:0.0} to {rates[^(Resamples / 40)]:0.0}) of {speakers.Sum(one => one.Words)}");
    }

    private static double Rate(IReadOnlyCollection<(int Errors, int Words)> speakers) =>
        100.0 * speakers.Sum(one => one.Errors) / speakers.Sum(one => one.Words);

    private static string[] Words(string text)
    {
        try
        {
            var form = SpokenForm.Of(text, Reader.Read(text, ReadingOptions.None));
            return form.Words.ToLowerInvariant().Split((char[])[' ', '-', '|'], StringSplitOptions.RemoveEmptyEntries);
        }
        catch (ScriptException)
        {
            return []; // nothing that could be said
        }
    }

    private sealed class TemporaryFolder : IDisposable
    {
        public string Path { get; } = Directory.CreateTempSubdirectory("timbre-bench-").FullName;

        public void Dispose() => Directory.Delete(Path, recursive: true);
    }
}
