using System.CommandLine;

namespace Timbre.Cli.Commands.Accounts;

/// <summary>timbre accounts rotate-secret ACCOUNT: a new webhook secret, alone on standard output.</summary>
internal static class RotateSecret
{
    public static Command Command(Terminal terminal)
    {
        var account = new Argument<string>("account") { Description = "The account's name or id." };
        var json = Options.Json();
        var command = new Command("rotate-secret", "Make a new secret for an account's webhooks. It is shown once.") { account, json };
        command.SetAction((parsed, ct) => Run(terminal, parsed.GetRequiredValue(account), parsed.GetValue(json), ct));
        return command;
    }

    private static async Task<int> Run(Terminal terminal, string account, bool json, CancellationToken ct)
    {
        using var server = Operator.Connect(terminal);
        var found = await AccountOptions.Find(server, account, ct);
        var secret = await server.Accounts.RotateWebhookSecret(found.Id, ct);
        if (json)
        {
            Listing.Json(terminal, secret, CliJson.Default.WebhookSecret);
            return 0;
        }

        await terminal.Out.WriteLineAsync(secret.Secret);
        if (secret.PreviousValidUntil is { } until)
            await terminal.Error.WriteLineAsync($"Shown this once, so keep it now; the old secret signs beside it until {Listing.Day(until)} UTC.");
        return 0;
    }
}
