using System.CommandLine;
using Timbre.Client;

namespace Timbre.Cli.Commands.Keys;

/// <summary>timbre keys create [--account NAME] [--label TEXT]: the key alone on standard output.</summary>
internal static class Create
{
    public static Command Command(Terminal terminal)
    {
        var account = new Option<string?>("--account") { Description = "The account's name or id; the default account when left out." };
        var label = new Option<string?>("--label") { Description = "What the key is for." };
        var json = Options.Json();
        var command = new Command("create", "Make a key. It is shown once.") { account, label, json };
        command.SetAction((parsed, ct) => Run(terminal, parsed.GetValue(account), parsed.GetValue(label), parsed.GetValue(json), ct));
        return command;
    }

    private static async Task<int> Run(Terminal terminal, string? account, string? label, bool json, CancellationToken ct)
    {
        using var server = Operator.Connect(terminal);
        var key = await server.Keys.Create(new NewKey(account, label), ct);
        if (json)
        {
            Listing.Json(terminal, key, CliJson.Default.Key);
            return 0;
        }

        await terminal.Out.WriteLineAsync(key.Secret);
        await terminal.Error.WriteLineAsync($"Key {key.Id}: shown this once, so keep it now.");
        return 0;
    }
}
