using System.CommandLine;
using System.Text.Json;
using Timbre.Models.Consent.Records;

namespace Timbre.Cli.Commands.Consent;

/// <summary>
/// timbre consent verify FILE [--key FILE]: whether a voice's consent records are whole and as they were signed; needs no server.
/// </summary>
internal static class Verify
{
    private const long MaxFileBytes = 256L << 20;

    public static Command Command(Terminal terminal)
    {
        var file = new Argument<string>("file") { Description = "The answer of GET /api/v2/voices/{uuid}/consent." };
        var key = new Option<string?>("--key") { Description =
            "The server's public key in PEM, or several; without it, that of the data folder in TIMBRE_DATA." };
        var command = new Command("verify", "Check a voice's consent records with the server's public key alone.") { file, key };
        command.SetAction((parsed, ct) => Run(terminal, parsed.GetRequiredValue(file), parsed.GetValue(key), ct));
        return command;
    }

    private static async Task<int> Run(Terminal terminal, string file, string? keyFile, CancellationToken ct)
    {
        var keys = keyFile is null ? [PublicKey.Of(terminal)] : Keys(await Read(keyFile, ct), keyFile);
        var report = Check(await Read(file, ct), file, keys);
        foreach (var fault in report.Faults)
            await terminal.Out.WriteLineAsync(fault);
        if (!report.Holds)
            throw new CommandException($"{file} does not hold: it is not what was signed.");
        await terminal.Out.WriteLineAsync(
            report.Last is null
                ? $"{file} holds: nothing was ever decided."
                : $"{file} holds: {report.Records} records, the last of {report.LastAt}: {report.Last}.");
        return 0;
    }

    private static ConsentChain.Report Check(string text, string file, IReadOnlyList<ConsentPublicKey> keys)
    {
        try
        {
            using var export = JsonDocument.Parse(text);
            return ConsentChain.Check(export.RootElement, keys);
        }
        catch (JsonException)
        {
            throw new CommandException($"{file} is not JSON.");
        }
        catch (InvalidDataException wrong)
        {
            throw new CommandException($"{file}: {wrong.Message}");
        }
    }

    private static IReadOnlyList<ConsentPublicKey> Keys(string pem, string file)
    {
        try
        {
            return ConsentPublicKey.FromPem(pem);
        }
        catch (InvalidDataException wrong)
        {
            throw new CommandException($"{file}: {wrong.Message}");
        }
    }

    private static async Task<string> Read(string path, CancellationToken ct) =>
        !File.Exists(path) ? throw new CommandException($"There is no file {path}.")
        : new FileInfo(path).Length > MaxFileBytes ? throw new CommandException($"{path} is too large.")
        : await File.ReadAllTextAsync(path, ct);
}
