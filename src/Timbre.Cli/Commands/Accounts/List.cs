using System.CommandLine;

namespace Timbre.Cli.Commands.Accounts;

/// <summary>timbre accounts list</summary>
internal static class List
{
    public static Command Command(Terminal terminal)
    {
        var json = Options.Json();
        var command = new Command("list", "List accounts.") { json };
        command.SetAction((parsed, ct) => Run(terminal, parsed.GetValue(json), ct));
        return command;
    }

    private static async Task<int> Run(Terminal terminal, bool json, CancellationToken ct)
    {
        using var server = Operator.Connect(terminal);
        var accounts = await server.Accounts.List(ct);
        if (json)
            Listing.Json(terminal, accounts, CliJson.Default.IReadOnlyListAccount);
        else
            AccountOptions.Print(terminal, accounts);
        return 0;
    }
}
