using System.CommandLine;
using Timbre.Bundles.Files;
using Timbre.Cli.Commands;
using Timbre.Client;
using Timbre.Models.SpeakerEncoder;
using Timbre.Models.Transcription.Recognisers;
using Timbre.Models.Voices.Training;

namespace Timbre.Cli;

/// <summary>
/// The table of contents of the command line. Exit codes: 0 done, 1 not done (or not with all files, see
/// <see cref="FailedFiles"/>) and a sentence says why, 2 not understood.
/// </summary>
internal static class CommandLine
{
    private const int ExitFailed = 1;
    private const int ExitUsage = 2;

    public static RootCommand Root(Terminal terminal) => new("Timbre: voices from recordings, on your own machine.")
    {
        Train.Command(terminal),
        Speak.Command(terminal),
        Read.Command(terminal),
        new Command("quality", "How good recordings are, in numbers.")
        {
            Commands.Quality.Compare.Command(terminal),
            Commands.Quality.Estimate.Command(terminal),
        },
        new Command("consent", "What speakers say to allow their voice.")
        {
            Commands.Consent.Check.Command(terminal),
            Commands.Consent.PublicKey.Command(terminal),
            Commands.Consent.Verify.Command(terminal),
        },
        new Command("speakers", "Who is speaking.")
        {
            Commands.Speakers.Compare.Command(terminal),
            Commands.Speakers.Embed.Command(terminal),
        },
        new Command("keys", "API keys of a server's accounts.")
        {
            Commands.Keys.Create.Command(terminal),
            Commands.Keys.List.Command(terminal),
            Commands.Keys.Revoke.Command(terminal),
        },
        new Command("accounts", "A server's accounts.")
        {
            Commands.Accounts.Create.Command(terminal),
            Commands.Accounts.List.Command(terminal),
            Commands.Accounts.Set.Command(terminal),
            Commands.Accounts.Secret.Command(terminal),
        },
        Transcribe.Command(terminal),
        new Command("models", "Models that you bring: a recogniser in the place of the built-in one.")
        {
            Commands.Models.Add.Command(terminal),
            Commands.Models.List.Command(terminal),
            Commands.Models.Check.Command(terminal),
            Commands.Models.Use.Command(terminal),
            Commands.Models.Remove.Command(terminal),
            Commands.Models.Get.Command(terminal),
        },
        Backup.Command(terminal),
        Restore.Command(terminal),
    };

    public static async Task<int> Run(string[] args, Terminal terminal, CancellationToken ct)
    {
        var parsed = Root(terminal).Parse(args);
        if (parsed.Errors.Count > 0)
        {
            // some run over several lines
            var wrong = string.Join(' ', parsed.Errors[^1].Message.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
            await terminal.Error.WriteLineAsync($"timbre: {wrong} See timbre {Path(parsed)}--help.");
            return ExitUsage;
        }

        try
        {
            return await parsed.InvokeAsync(
                new InvocationConfiguration
                {
                    Output = terminal.Out,
                    Error = terminal.Error,
                    EnableDefaultExceptionHandler = false,
                    ProcessTerminationTimeout = null
                },
                ct);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            await terminal.Error.WriteLineAsync("timbre: stopped.");
        }
        catch (Exception e) when (e is CommandException or BundleException or TimbreException or VoiceDataException
            or SpeakerUnknownException or IOException or InvalidDataException or UnauthorizedAccessException or RecogniserFailedException
            or RecogniserUnavailableException)
        {
            await terminal.Error.WriteLineAsync($"timbre: {e.Message}");
        }

        return ExitFailed;
    }

    private static string Path(ParseResult parsed)
    {
        var names = new List<string>();
        for (var at =
            parsed.CommandResult; at?.Command is not (null or RootCommand); at = at.Parent as System.CommandLine.Parsing.CommandResult)
            names.Insert(0, at.Command.Name);
        return names.Count == 0 ? "" : string.Join(' ', names) + " ";
    }
}
