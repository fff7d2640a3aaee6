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

    // A file of 20 min takes 0.3 GiB while it is judged.
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

    private static async Task<int> Run(Terminal terminal, string[] files, bool asJson, CancellationToken ct)
    {
        var estimates = new List<FileEstimate>();
        var failed = 0;
        var (analyser, estimator) = (new RecordingAnalyser(Encoder.Load()), Estimator.Load());
        await foreach (var one in OrderedParallel.Run(
            files.SelectMany(Sounds), MaxConcurrency, (file, stop) => EstimateFile(analyser, estimator, file, stop), ct))
        {
            if (one.Report is not { } report)
            {
                failed++;
                await terminal.Error.WriteLineAsync($"timbre: {one.Fault}");
            }
            else if (asJson)
            {
                await terminal.Out.WriteLineAsync(
                    JsonSerializer.Serialize(EstimateView.Of(one.File, report), EstimateJson.Default.EstimateView));
            }
            else
            {
                estimates.Add(one);
            }
        }

        if (estimates.Count > 0)
            Print(terminal, estimates);
        return failed > 0 ? 1 : 0;
    }

    /// <summary>The files that an argument names: itself, or the sound files of a folder.</summary>
    private static IEnumerable<FileEstimate> Sounds(string path)
    {
        if (!Directory.Exists(path))
            return [new FileEstimate(path)];
        FileEstimate[] inside = [.. TrainingFolder.SoundFiles(path).Select(file => new FileEstimate(file))];
        return inside.Length > 0 ? inside : [new FileEstimate(path, Fault: $"There is no sound file in {path}.")];
    }

    private static async Task<FileEstimate> EstimateFile(
        RecordingAnalyser analyser, Estimator estimator, FileEstimate one, CancellationToken ct)
    {
        if (one.Fault is not null)
            return one;
        if (!File.Exists(one.File))
            return one with { Fault = $"There is no file {one.File}." };
        try
        {
            var clip = await AudioDecoder.Decode(one.File, Limits, ct);
            return one with { Report = analyser.Analyse(clip, estimator.Estimate(clip, ct), transcript: null) };
        }
        catch (Exception e) when (e is AudioFormatException or IOException or UnauthorizedAccessException)
        {
            return one with { Fault = $"{one.File}: {e.Message}" };
        }
    }

    private static void Print(Terminal terminal, List<FileEstimate> estimates)
    {
        Listing.Table(
            terminal, estimates,
            ("FILE", one => one.File),
            ("STOI", one => $"{one.Report!.Scores?.Stoi:0.00}"),
            ("PESQ", one => $"{one.Report!.Scores?.PesqWb:0.00}"),
            ("SI-SDR", one => one.Report!.Scores is { } scores ? $"{scores.SiSdrDb:0.0} dB" : null),
            ("SCORE", one => $"{one.Report!.SampleScore:0.00}"),
            ("FINDINGS", one =>
                one.Report!.Findings.Count == 0
                    ? "none"
                    : string.Join(
                        ", ",
                        one.Report.Findings.GroupBy(finding => finding.Severity)
                            .Select(some => $"{some.Count()} {FindingView.Word(some.Key)}"))));
        foreach (var one in estimates.Where(one => one.Report!.Findings.Count > 0))
        {
            terminal.Out.WriteLine();
            terminal.Out.WriteLine(one.File);
            foreach (var finding in one.Report!.Findings)
                terminal.Out.WriteLine(
                    $"  {FindingView.Word(finding.Severity)} {finding.Code} ({finding.StartSeconds:0.0} to {finding.EndSeconds:0.0} s): "
                        + $"{finding.Message} {finding.Remedy}");
        }
    }

    /// <summary>A file, and its report or what was wrong with it.</summary>
    private sealed record FileEstimate(string File, RecordingReport? Report = null, string? Fault = null);
}
