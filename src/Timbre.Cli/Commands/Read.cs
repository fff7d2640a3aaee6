using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Serialization;
using Timbre.Models.Alignment;
using Timbre.Text;
using Timbre.Text.Scripts;
using Timbre.Text.Terms;

namespace Timbre.Cli.Commands;

/// <summary>timbre read "text": what would be said of a text, without a voice and without a server.</summary>
internal static class Read
{
    private const int ExitFailed = 1;

    public static Command Command(Terminal terminal)
    {
        var text = new Argument<string?>("text")
        {
            Description = "Plain English text or SSML; without it each line of standard input is one.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var json = new Option<bool>("--json") { Description = "Print a line of JSON for each text." };
        var command = new Command("read", "Show the words and phones that a text is spoken as.") { text, json };
        command.SetAction((parsed, ct) => Run(terminal, parsed.GetValue(text), parsed.GetValue(json), ct));
        return command;
    }

    private static async Task<int> Run(Terminal terminal, string? text, bool asJson, CancellationToken ct)
    {
        var reader = new ScriptReader(InstalledLexicon.English);
        if (text is not null)
            return await Show(terminal, reader, text, "", asJson, ct) ? 0 : ExitFailed;
        var (number, areAllRead) = (0, true);
        while (await terminal.In.ReadLineAsync(ct) is { } line)
        {
            number++;
            if (!string.IsNullOrWhiteSpace(line))
                areAllRead &= await Show(terminal, reader, line, $"line {number}: ", asJson, ct);
        }

        return areAllRead ? 0 : ExitFailed;
    }

    /// <summary>Prints what would be said of a text; false where it cannot be read, and a line on standard error says why.</summary>
    private static async Task<bool> Show(
        Terminal terminal, ScriptReader reader, string text, string place, bool asJson, CancellationToken ct)
    {
        try
        {
            var form = SpokenForm.Of(text, reader.Read(text, ReadingOptions.None, ReadingLimits.Widest, ct));
            await terminal.Out.WriteLineAsync(asJson ? Json(form) : ForPeople(form));
            return true;
        }
        catch (ScriptException unreadable)
        {
            if (asJson)
                await terminal.Out.WriteLineAsync(Json(SpokenForm.Nothing(text, unreadable.Message)));
            await terminal.Error.WriteLineAsync($"timbre: {place}{unreadable.Message}");
            return false;
        }
    }

    private static string Json(SpokenForm form) => JsonSerializer.Serialize(form, ReadJson.Default.SpokenForm);

    private static string ForPeople(SpokenForm form) =>
        string.Join(
            Environment.NewLine,
            [
                form.Words, $"  phones: {form.Phones}", $"  sentences: {form.Sentences}",
                .. form.Issues.Select(issue => $"  issue: {issue}")
            ]);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(SpokenForm))]
internal sealed partial class ReadJson : JsonSerializerContext;
