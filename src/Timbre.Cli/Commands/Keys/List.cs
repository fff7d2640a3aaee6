using System.CommandLine;

namespace Timbre.Cli.Commands.Keys;

/// <summary>timbre keys list [--account NAME]</summary>
internal static class List
{
    public static Command Command(Terminal terminal)
    {
        var account = new Option<string?>("--account") { Description = "Only keys of this account, by name or id." };
        var json = Options.Json();
        var command = new Command("list", "List keys, without the keys themselves.") { account, json };
        command.SetAction((parsed, ct) => Run(terminal, parsed.GetValue(account), parsed.GetValue(json), ct));
        return command;
    }

    private static async Task<int> Run(Terminal terminal, string? account, bool json, CancellationToken ct)
    {
        using var server = Operator.Connect(terminal);
        var keys = await server.Keys.List(account, ct);
        if (json)
        {
            Listing.Json(terminal, keys, CliJson.Default.IReadOnlyListKey);
            return 0;
        }

        var names = (await server.Accounts.List(ct)).ToDictionary(a => a.Id, a => a.Name);
        Listing.Table(terminal, keys,
            ("ID", k => k.Id),
            ("ACCOUNT", k => names.GetValueOrDefault(k.AccountId, k.AccountId)),
            ("LABEL", k => k.Label),
            ("BEGINS", k => k.Prefix),
            ("CREATED", k => Listing.Day(k.CreatedAt)),
            ("USED", k => Listing.Day(k.LastUsedAt)),
            ("REVOKED", k => Listing.Day(k.RevokedAt)));
        return 0;
    }
}
