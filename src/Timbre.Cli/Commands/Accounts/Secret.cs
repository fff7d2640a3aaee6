using System.CommandLine;

namespace Timbre.Cli.Commands.Accounts;

/// <summary>timbre accounts secret ACCOUNT [--rotate]: what the account's webhooks are signed with, alone on standard output.</summary>
internal static class Secret
{
    public static Command Command(Terminal terminal)
    {
        var account = new Argument<string>("account") { Description = "The account's name or id." };
        var rotate = new Option<bool>("--rotate") { Description = "Make a new one first; the old one signs beside it for a while." };
        var json = Options.Json();
        var command = new Command("secret", "Show the secret that an account's webhooks are signed with.") { account, rotate, json };
        command.SetAction((parsed, ct) =>
            Run(terminal, parsed.GetRequiredValue(account), parsed.GetValue(rotate), parsed.GetValue(json), ct));
        return command;
    }

    private static async Task<int> Run(Terminal terminal, string account, bool rotate, bool json, CancellationToken ct)
    {
        using var server = Operator.Connect(terminal);
        var found = await AccountOptions.Find(server, account, ct);
        var secret = rotate
            ? await server.Accounts.RotateWebhookSecret(found.Id, ct)
            : await server.Accounts.GetWebhookSecret(found.Id, ct);
        if (json)
        {
            Listing.Json(terminal, secret, CliJson.Default.WebhookSecret);
            return 0;
        }

        await terminal.Out.WriteLineAsync(secret.Secret);
        if (secret.PreviousValidUntil is { } until)
            await terminal.Error.WriteLineAsync($"The old secret signs beside it until {Listing.Day(until)} UTC.");
        return 0;
    }
}
