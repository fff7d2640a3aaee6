using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Serialization;
using Timbre.Models.SpeakerEncoder;

namespace Timbre.Cli.Commands.Speakers;

/// <summary>timbre speakers compare A B: whether one person speaks in two recordings.</summary>
internal static class Compare
{
    public static Command Command(Terminal terminal)
    {
        var a = new Argument<string>("a")
        {
            Description =
            $"A sound file of {Encoder.MinSeconds} s to {SpeakerFile.MaxMinutes} min in which one person speaks."
        };
        var b = new Argument<string>("b") { Description = "Another one." };
        var json = Options.Json();
        var command = new Command("compare", "Tell whether one person speaks in two recordings.") { a, b, json };
        command.SetAction((parsed, ct) => Run(terminal, parsed.GetRequiredValue(a), parsed.GetRequiredValue(b), parsed.GetValue(json), ct));
        return command;
    }

    private static async Task<int> Run(Terminal terminal, string a, string b, bool asJson, CancellationToken ct)
    {
        var encoder = Encoder.Load();
        var match = new SpeakerComparer(encoder).Compare(
            await SpeakerFile.Embed(encoder, a, ct), await SpeakerFile.Embed(encoder, b, ct));
        if (asJson)
            await terminal.Out.WriteLineAsync(JsonSerializer.Serialize(MatchView.Of(match), MatchJson.Default.MatchView));
        else
            Listing.Table<(string Name, string Value, string Meaning)>(
                terminal, Rows(match), ("MEASURE", row => row.Name), ("VALUE", row => row.Value), ("MEANING", row => row.Meaning));
        return 0;
    }

    private static (string, string, string)[] Rows(SpeakerMatch match) =>
    [
        ("similarity", $"{match.Similarity:0.000}", "-1 to 1"),
        ("log-likelihood ratio", $"{match.LogLikelihoodRatio:0.00}", "one speaker against two, natural logarithm"),
        ("decision", match.Same ? "same speaker" : "different speakers", $"same from {SpeakerComparer.DefaultThreshold:0.##} on"),
    ];
}

/// <summary>A match for programs.</summary>
internal sealed record MatchView(double Similarity, double LogLikelihoodRatio, string Decision)
{
    public static MatchView Of(SpeakerMatch match) =>
        new(Math.Round(match.Similarity, 6), Math.Round(match.LogLikelihoodRatio, 6), match.Same ? "same" : "different");
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(MatchView))]
internal sealed partial class MatchJson : JsonSerializerContext;
