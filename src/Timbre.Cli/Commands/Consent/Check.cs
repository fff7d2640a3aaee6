using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Serialization;
using Timbre.Audio;
using Timbre.Audio.Formats;
using Timbre.Models.Consent;
using Timbre.Models.Transcription;
using Timbre.Text.Terms;

namespace Timbre.Cli.Commands.Consent;

/// <summary>timbre consent check FILE: whether a recording says a statement, word by word.</summary>
internal static class Check
{
    private const long MaxFileBytes = 256L << 20;

    public static Command Command(Terminal terminal)
    {
        var file = new Argument<string>("file") { Description = $"A sound file of at most {Transcriber.MaxSeconds} s." };
        var statement = new Option<string>("--statement")
        {
            Description = "What is to be said; {company} and {platform} stand for names.",
            DefaultValueFactory = _ => ConsentStatement.DefaultTemplate,
        };
        var company = new Option<string?>("--company") { Description = "The name that stands for {company}." };
        var platform = new Option<string>("--platform") {
            Description = $"The name that stands for {{platform}}; \"{ConsentStatement.OriginalPlatform}\" counts too.",
            DefaultValueFactory = _ => ConsentStatement.OriginalPlatform
        };
        var challenge = new Option<string?>("--challenge") { Description = "A one-time sentence that is to be said with it." };
        var spoken = new Option<string[]>("--spoken") { Description = "How a name is said: NAME=WORDS, as Acme=ack-me." };
        var json = Options.Json();
        var command = new Command(
            "check",
            "Check whether a recording says a statement, word by word.") { file, statement, company, platform, challenge, spoken, json };
        command.SetAction((parsed, ct) => Run(
            terminal, parsed.GetRequiredValue(file),
            Read(
                parsed.GetRequiredValue(statement), parsed.GetValue(company), parsed.GetRequiredValue(platform), parsed.GetValue(challenge),
                parsed.GetValue(spoken) ?? []),
            parsed.GetValue(json), ct));
        return command;
    }

    private static async Task<int> Run(Terminal terminal, string file, ConsentStatement statement, bool asJson, CancellationToken ct)
    {
        var sound = await Read(file, ct);
        var verdict = new StatementCheck().Check(sound, statement, ct);
        if (asJson)
        {
            await terminal.Out.WriteLineAsync(JsonSerializer.Serialize(VerdictView.Of(verdict), VerdictJson.Default.VerdictView));
            return 0;
        }

        await terminal.Out.WriteLineAsync(
            verdict.Accepted ? "accepted: every word of the statement is said." : $"refused ({verdict.Reason}): {verdict.Issue}");
        if (verdict.Words.Count > 0)
            Listing.Table(
                terminal, verdict.Words, ("WORD", word => word.Word), ("SCORE", word => $"{word.Score:0.00}"),
                ("SAID", word => word.Ok ? "yes" : "no"), ("FROM", word => $"{word.StartSeconds:0.00} s"));
        return 0;
    }

    private static ConsentStatement Read(string template, string? company, string platform, string? challenge, string[] spoken)
    {
        var substitutions = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var one in spoken)
        {
            if (one.Split('=', 2) is not [{ Length: > 0 } name, { Length: > 0 } words])
                throw new CommandException($"--spoken: \"{one}\" is not NAME=WORDS, as Acme=ack-me.");
            substitutions[name] = words;
        }

        try
        {
            return ConsentStatement.Of(template, company, platform, challenge, ReadingOptions.None with { Substitutions = substitutions });
        }
        catch (StatementException wrong)
        {
            throw new CommandException(wrong.Message);
        }
    }

    private static async Task<AudioClip> Read(string path, CancellationToken ct)
    {
        if (!File.Exists(path))
            throw new CommandException($"There is no file {path}.");
        try
        {
            return await AudioDecoder.Decode(path, AudioLimits.UpTo(Transcriber.MaxSeconds, MaxFileBytes), ct);
        }
        catch (AudioFormatException wrong)
        {
            throw new CommandException($"{path}: {wrong.Message}");
        }
    }
}

/// <summary>The verdict for programs.</summary>
internal sealed record VerdictView(bool Accepted, string Reason, string? Issue, IReadOnlyList<VerdictView.Said> Words)
{
    internal sealed record Said(string Word, double Score, bool Ok, double StartSeconds, double EndSeconds);

    public static VerdictView Of(StatementVerdict verdict) => new(
        verdict.Accepted, verdict.Reason, verdict.Issue,
        [.. verdict.Words.Select(word =>
            new Said(word.Word, Math.Round(word.Score, 4), word.Ok, Math.Round(word.StartSeconds, 2), Math.Round(word.EndSeconds, 2)))]);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(VerdictView))]
internal sealed partial class VerdictJson : JsonSerializerContext;
