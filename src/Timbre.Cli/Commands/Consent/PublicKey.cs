using System.CommandLine;
using Timbre.Models.Consent.Records;

namespace Timbre.Cli.Commands.Consent;

/// <summary>timbre consent public-key: what checks the signatures of a server's consent records, for whoever is to trust them.</summary>
internal static class PublicKey
{
    public static Command Command(Terminal terminal)
    {
        var command = new Command("public-key", "Print the public key of a server's consent records, from its data folder.");
        command.SetAction((_, ct) => Run(terminal));
        return command;
    }

    private static async Task<int> Run(Terminal terminal)
    {
        await terminal.Out.WriteAsync(Of(terminal).ToPem());
        return 0;
    }

    /// <summary>The key of the server whose data folder TIMBRE_DATA names.</summary>
    public static ConsentPublicKey Of(Terminal terminal)
    {
        var path = Path.Combine(terminal.Variable("TIMBRE_DATA") ?? "data", "consent.key");
        try
        {
            using var key = ConsentKey.FromPem(File.ReadAllText(path));
            return key.Public;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new CommandException(
                $"There is no key at {path}: the server's first start leaves it in its data folder; set TIMBRE_DATA to that folder.");
        }
        catch (UnauthorizedAccessException)
        {
            throw new CommandException($"{path} may only be read by the server's owner: run this as that user.");
        }
        catch (InvalidDataException wrong)
        {
            throw new CommandException($"{path}: {wrong.Message}");
        }
    }
}
