using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Serialization;
using Timbre.Audio.Formats;
using Timbre.Bundles.Hosting;
using Timbre.Bundles.Store;
using Timbre.Models.Transcription;
using Timbre.Models.Transcription.Recognisers;

namespace Timbre.Cli.Commands;

/// <summary>timbre transcribe FILE...: what is said in recordings, by the recogniser in use, without a server.</summary>
internal static class Transcribe
{
    private const double MaxSeconds = 6 * 3600;
    private const long MaxFileBytes = 4L << 30;

    public static Command Command(Terminal terminal)
    {
        var files = new Argument<string[]>("file")
        {
            Description = "Sound files, or folders of them.",
            Arity = ArgumentArity.OneOrMore,
        };
        var json = new Option<bool>("--json") { Description = "Print a line of JSON for each file, with the times of words." };
        var model = new Option<string?>("--model")
        {
            Description = $"A model that was added, or {BundleName.BuiltIn}; without it the one in use.",
        };
        var language = new Option<string?>("--language") { Description = "A code such as en; without it the recogniser finds it out." };
        var command = new Command("transcribe", "Write down what is said in recordings.") { files, json, model, language };
        command.SetAction((parsed, ct) =>
            Run(
                terminal, parsed.GetRequiredValue(files), parsed.GetValue(json),
                new Recognition(terminal, parsed.GetValue(model), parsed.GetValue(language)), ct));
        return command;
    }

    /// <summary>By what, and in which language.</summary>
    private sealed class Recognition : IDisposable
    {
        private readonly ModelHost? _host;

        public Recognition(Terminal terminal, string? model, string? language)
        {
            var folder = Models.Bundles.Of(terminal);
            var name = model ?? folder.InUse().Recognise ?? BundleName.BuiltIn;
            if (name != BundleName.BuiltIn)
                _host = new ModelHost(folder.Get(name), Environment.ProcessorCount, Timeout.InfiniteTimeSpan);
            Recogniser = _host is null ? new PocketSphinxRecogniser() : new BundleRecogniser(_host, name);
            Language = language is null || Recogniser.Languages.Contains(language) ? language
                : throw new CommandException(
                    $"{name} does not know the language \"{language}\"; it knows {string.Join(", ", Recogniser.Languages)}.");
        }

        public IRecogniser Recogniser { get; }

        public string? Language { get; }

        public void Dispose() => _host?.Dispose();
    }

    private static async Task<int> Run(Terminal terminal, string[] files, bool asJson, Recognition recognition, CancellationToken ct)
    {
        using var recognising = recognition;
        return await FailedFiles.Run(terminal, async failed =>
        {
            await foreach (var (file, speech) in failed.Each(
                files.SelectMany(Sounds), 1, (file, stop) => Write(terminal, file, recognition, stop), ct))
                await terminal.Out.WriteLineAsync(asJson ? Json(file, speech) : files.Length > 1 ? $"{file}: {speech.Text}" : speech.Text);
        });
    }

    private static IEnumerable<string> Sounds(string path) =>
        Directory.Exists(path) ? TrainingFolder.SoundFiles(path).DefaultIfEmpty(path) : [path];

    private static async Task<RecognisedSpeech> Write(Terminal terminal, string file, Recognition recognition, CancellationToken ct)
    {
        var wav = Path.Combine(Path.GetTempPath(), $"timbre-{Guid.NewGuid():n}.wav");
        try
        {
            var decoded = await AudioDecoder.DecodeToWav(file, wav, AudioLimits.UpTo(MaxSeconds, MaxFileBytes), ct);
            return await ProgressBar.Show(terminal, file, progress => new LongTranscription(recognition.Recogniser).Of(
                wav, AudioLimits.UpTo(decoded.Seconds + 1, long.MaxValue), recognition.Language, share => progress(file, share), ct));
        }
        catch (Exception problem) when (problem is RecogniserFailedException or RecogniserUnavailableException)
        {
            throw new CommandException(problem.Message);
        }
        finally
        {
            File.Delete(wav);
        }
    }

    private static string Json(string file, RecognisedSpeech speech) => JsonSerializer.Serialize(
        new TranscriptLine(
            file, speech.Text, speech.Language,
            [.. speech.Words.Select(word => new TranscriptWord(
                word.Word, Math.Round(word.StartSeconds, 3), Math.Round(word.EndSeconds, 3)))]),
        TranscribeJson.Default.TranscriptLine);
}

/// <summary>What is said in a file.</summary>
internal sealed record TranscriptLine(string File, string Text, string? Language, IReadOnlyList<TranscriptWord> Words);

/// <summary>A word and its times, in seconds.</summary>
internal sealed record TranscriptWord(string Text, double Start, double End);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(TranscriptLine))]
internal sealed partial class TranscribeJson : JsonSerializerContext;
