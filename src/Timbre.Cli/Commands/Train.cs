using System.CommandLine;
using System.Diagnostics;
using Timbre.Cli.Commands.Consent;
using Timbre.Models.Consent;
using Timbre.Models.SpeakerEncoder;
using Timbre.Models.Voices;
using Timbre.Models.Voices.Training;

namespace Timbre.Cli.Commands;

/// <summary>timbre train DIR --type rapid --out voice.timbre: makes a voice of a folder of recordings, without a server.</summary>
internal static class Train
{
    public static Command Command(Terminal terminal)
    {
        var folder = new Argument<string>("dir")
        {
            Description =
            "A folder of sound files, with transcripts or without: clip.wav and clip.txt, or a metadata.csv."
        };
        var type = new Option<string>("--type")
        {
            Description = "rapid: from 10 s, in seconds; professional: from 10 min, in minutes.",
            Required = true
        };
        type.AcceptOnlyFromAmong("rapid", "professional");
        var to = new Option<string>("--out") { Description = "The voice file to write.", Required = true };
        var cores = new Option<int>("--cores")
        {
            Description = "How many processor cores to use.",
            DefaultValueFactory = _ => Environment.ProcessorCount
        };
        var consent = new Option<string?>("--consent")
        {
            Description =
            "A recording of the speaker saying the statement: checked before anything is trained. Without it the voice is stamped "
                + "\"consent: none\"."
        };
        var statement = new Option<string>("--statement")
        {
            Description = "What is said in it; {company} and {platform} stand for names.",
            DefaultValueFactory = _ => ConsentStatement.DefaultTemplate,
        };
        var company = new Option<string?>("--company") { Description = "The name that stands for {company}." };
        var command = new Command(
            "train", "Make a voice of a folder of recordings.") { folder, type, to, cores, consent, statement, company };
        command.SetAction((parsed, ct) => Run(
            terminal,
            parsed.GetRequiredValue(folder),
            parsed.GetRequiredValue(type) == "rapid" ? VoiceType.Rapid : VoiceType.Professional,
            parsed.GetRequiredValue(to),
            Math.Clamp(parsed.GetValue(cores), 1, Environment.ProcessorCount),
            parsed.GetValue(consent) is { } file
                ? ConsentRecording.Of(file, parsed.GetRequiredValue(statement), parsed.GetValue(company))
                : null,
            ct));
        return command;
    }

    private static Task<int> Run(
        Terminal terminal, string folder, VoiceType type, string to, int cores, ConsentRecording? consent, CancellationToken ct) =>
        FailedFiles.Run(terminal, failed => Run(terminal, folder, failed, type, to, cores, consent, ct));

    private static async Task Run(
        Terminal terminal, string folder, FailedFiles failed, VoiceType type, string to, int cores, ConsentRecording? consent,
        CancellationToken ct)
    {
        if (!Directory.Exists(folder))
            throw new CommandException($"There is no folder {folder}.");

        var clock = Stopwatch.StartNew();
        var scratch = Directory.CreateTempSubdirectory("timbre-train-");
        try
        {
            var recordings = await TrainingFolder.Read(folder, scratch.FullName, failed.Add, ct);
            var stamp = consent is null ? VoiceModel.NoConsent : await consent.Check(recordings, ct);
            var model = await ProgressBar.Show(terminal, "training", report =>
                new VoiceEngine(Encoder.Load()).Train(recordings, type, cores, new CallbackProgress(report), null, ct));
            await AtomicFile.Write(to, isPrivate: true, file =>
            {
                model.WithConsent(stamp).Save(file);
                return Task.CompletedTask;
            });
            await terminal.Error.WriteLineAsync(
                $"{to}: a {type.ToString().ToLowerInvariant()} voice of {recordings.Sum(r => r.Seconds):0} s in {recordings.Count} "
                    + $"recordings, made in {clock.Elapsed.TotalSeconds:0.0} s.{DescribeTraining(model)}");
        }
        finally
        {
            scratch.Delete(recursive: true);
        }
    }

    private static string DescribeTraining(VoiceModel model) => (model.Curve.Count, model.IsRapidKept) switch
    {
        ( < 2, _) => "",
        (_, true) => " Long training made nothing better on recordings that were held out of it: the voice is the rapid one.",
        _ =>
            $" Loss on recordings held out: {model.Curve[0].ValidationLoss:0.000} as a rapid voice, {model.Curve.Min(point =>
                point.ValidationLoss):0.000} at the best of {model.Curve.Count - 1} passes.",
    };

    /// <summary>Unlike <see cref="Progress{T}"/>, tells at once and on the same thread: the bar is its own lock.</summary>
    private sealed class CallbackProgress(Action<string, double> report) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => report(value.Stage, value.Fraction);
    }
}
