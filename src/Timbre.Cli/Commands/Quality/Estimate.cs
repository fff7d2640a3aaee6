using System.CommandLine;
using System.Text.Json;
using Timbre.Audio.Formats;
using Timbre.Models.Analysis;
using Timbre.Models.QualityEstimator;
using Timbre.Models.SpeakerEncoder;

namespace Timbre.Cli.Commands.Quality;

/// <summary>
/// timbre quality estimate FILE...: how good recordings are where there is nothing to compare them with, and what is wrong with them.
/// </summary>
internal static class Estimate
{
    private const double MaxSeconds = 20 * 60;
    private const long MaxFileBytes = 512L << 20;

    // A file of 20 min takes 0.3 GiB while it is analysed.
    private const int MaxConcurrency = 8;

    private static readonly AudioLimits Limits = AudioLimits.UpTo(MaxSeconds, MaxFileBytes);

    public static Command Command(Terminal terminal)
    {
        var files = new Argument<string[]>("file")
        {
            Description = $"Sound files of up to {MaxSeconds / 60} min, or folders of them.",
            Arity = ArgumentArity.OneOrMore
        };
        var json = new Option<bool>("--json") { Description = "Print a line of JSON for each file." };
        var command = new Command("estimate", "Judge recordings where there is nothing to compare them with.") { files, json };
        command.SetAction((parsed, ct) => Run(terminal, parsed.GetRequiredValue(files), parsed.GetValue(json), ct));
        return command;
    }

    private static Task<int> Run(Terminal terminal, string[] files, bool asJson, CancellationToken ct) =>
        FailedFiles.Run(terminal, async failed =>
        {
            var estimates = new List<FileEstimate>();
            var (analyser, estimator) = (new RecordingAnalyser(Encoder.Load()), Estimator.Load());
            await foreach (var (file, report) in failed.Each(
                files.SelectMany(Sounds), MaxConcurrency, (file, stop) => EstimateFile(analyser, estimator, file, stop), ct))
            {
                if (asJson)
                    await terminal.Out.WriteLineAsync(
                        JsonSerializer.Serialize(EstimateView.Of(file, report), EstimateJson.Default.EstimateView));
                else
                    estimates.Add(new FileEstimate(file, report));
            }

            if (estimates.Count > 0)
                Print(terminal, estimates);
        });

    /// <summary>The files that an argument names: itself, or the sound files of a folder; a folder without any stands for itself.</summary>
    private static IEnumerable<string> Sounds(string path) =>
        Directory.Exists(path) ? TrainingFolder.SoundFiles(path).DefaultIfEmpty(path) : [path];

    private static async Task<RecordingReport> EstimateFile(
        RecordingAnalyser analyser, Estimator estimator, string file, CancellationToken ct)
    {
        if (Directory.Exists(file))
            throw new CommandException($"There is no sound file in {file}.");
        var clip = await AudioDecoder.Decode(file, Limits, ct);
        return analyser.Analyse(clip, estimator.Estimate(clip, ct), transcript: null);
    }

    private static void Print(Terminal terminal, List<FileEstimate> estimates)
    {
        Listing.Table(
            terminal, estimates,
            ("FILE", one => one.File),
            ("STOI", one => $"{one.Report.Scores?.Stoi:0.00}"),
            ("PESQ", one => $"{one.Report.Scores?.PesqWb:0.00}"),
            ("SI-SDR", one => one.Report.Scores is { } scores ? $"{scores.SiSdrDb:0.0} dB" : null),
            ("SCORE", one => $"{one.Report.SampleScore:0.00}"),
            ("FINDINGS", one =>
                one.Report.Findings.Count == 0
                    ? "none"
                    : string.Join(
                        ", ",
                        one.Report.Findings.GroupBy(finding => finding.Severity)
                            .Select(some => $"{some.Count()} {FindingView.Word(some.Key)}"))));
        foreach (var one in estimates.Where(one => one.Report.Findings.Count > 0))
        {
            terminal.Out.WriteLine();
            terminal.Out.WriteLine(one.File);
            foreach (var finding in one.Report.Findings)
                terminal.Out.WriteLine(
                    $"  {FindingView.Word(finding.Severity)} {finding.Code} ({finding.StartSeconds:0.0} to {finding.EndSeconds:0.0} s): "
                        + $"{finding.Message} {finding.Remedy}");
        }
    }

    private sealed record FileEstimate(string File, RecordingReport Report);
}
