using System.CommandLine;

namespace Timbre.Cli.Commands.Keys;

/// <summary>timbre keys revoke ID</summary>
internal static class Revoke
{
    public static Command Command(Terminal terminal)
    {
        var id = new Argument<string>("id") { Description = "The key's id, as keys list shows it." };
        var command = new Command("revoke", "Revoke a key; requests with it are refused from now on.") { id };
        command.SetAction((parsed, ct) => Run(terminal, parsed.GetRequiredValue(id), ct));
        return command;
    }

    private static async Task<int> Run(Terminal terminal, string id, CancellationToken ct)
    {
        using var server = Operator.Connect(terminal);
        await server.Keys.Revoke(id, ct);
        await terminal.Out.WriteLineAsync($"Key {id} is revoked.");
        return 0;
    }
}
