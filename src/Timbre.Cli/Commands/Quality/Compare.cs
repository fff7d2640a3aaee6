using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Serialization;
using Timbre.Audio;
using Timbre.Audio.Formats;
using Timbre.Audio.Measures;
using Timbre.Audio.Measures.Comparison;

namespace Timbre.Cli.Commands.Quality;

/// <summary>timbre quality compare REF DEG: what a recording lost against the one that it came from.</summary>
internal static class Compare
{
    private const long MaxFileBytes = 256L << 20;

    private static readonly AudioLimits Limits = AudioLimits.UpTo(SoundPair.MaxSeconds, MaxFileBytes);

    public static Command Command(Terminal terminal)
    {
        var reference = new Argument<string>("ref") { Description =
            $"A sound file as it should be, {SoundPair.MinSeconds} to {SoundPair.MaxSeconds} s." };
        var degraded = new Argument<string>("deg") { Description = "What became of it." };
        var json = Options.Json();
        var command = new Command(
            "compare", "Measure what a recording lost against the one that it came from.") { reference, degraded, json };
        command.SetAction((parsed, ct) =>
            Run(terminal, parsed.GetRequiredValue(reference), parsed.GetRequiredValue(degraded), parsed.GetValue(json), ct));
        return command;
    }

    private static async Task<int> Run(Terminal terminal, string reference, string degraded, bool asJson, CancellationToken ct)
    {
        var scores = Scores(reference, await Read(reference, ct), degraded, await Read(degraded, ct));
        if (asJson)
            await terminal.Out.WriteLineAsync(JsonSerializer.Serialize(ScoresView.Of(scores), ScoresJson.Default.ScoresView));
        else
            Listing.Table<(string Name, string Value, string Range)>(
                terminal, Rows(scores), ("MEASURE", row => row.Name), ("VALUE", row => row.Value), ("RANGE", row => row.Range));
        return 0;
    }

    private static QualityScores Scores(string referencePath, AudioClip reference, string degradedPath, AudioClip degraded)
    {
        try
        {
            return QualityScores.Of(reference, degraded);
        }
        catch (IncomparableException e)
        {
            throw new CommandException(
                e.Side is { } side ? $"{(side == ComparedSide.Reference ? referencePath : degradedPath)} {e.Fault}" : e.Message);
        }
    }

    private static async Task<AudioClip> Read(string path, CancellationToken ct)
    {
        if (!File.Exists(path))
            throw new CommandException($"There is no file {path}.");
        try
        {
            return await AudioDecoder.Decode(path, Limits, ct);
        }
        catch (AudioFormatException e)
        {
            throw new CommandException($"{path}: {e.Message}");
        }
    }

    private static (string, string, string)[] Rows(QualityScores scores) =>
    [
        ("PESQ, wide band", $"{scores.PesqWb:0.000}", "1 to 4.64"),
        ("PESQ, narrow band", $"{scores.PesqNb:0.000}", "1 to 4.55"),
        ("STOI", $"{scores.Stoi:0.000}", "0 to 1"),
        ("ESTOI", $"{scores.Estoi:0.000}", "0 to 1"),
        ("SI-SDR", double.IsFinite(scores.SiSdrDb) ? $"{scores.SiSdrDb:0.00} dB" : "infinite", "dB, no bounds"),
    ];
}

/// <summary>The scores for programs: six decimals; null for the infinite SI-SDR of the reference itself.</summary>
internal sealed record ScoresView(double PesqWb, double PesqNb, double Stoi, double Estoi, double? SiSdrDb)
{
    public static ScoresView Of(QualityScores scores) => new(
        Math.Round(scores.PesqWb, 6),
        Math.Round(scores.PesqNb, 6),
        Math.Round(scores.Stoi, 6),
        Math.Round(scores.Estoi, 6),
        double.IsFinite(scores.SiSdrDb) ? Math.Round(scores.SiSdrDb, 6) : null);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(ScoresView))]
internal sealed partial class ScoresJson : JsonSerializerContext;
