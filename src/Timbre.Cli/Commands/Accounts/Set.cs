using System.CommandLine;
using Timbre.Client;

namespace Timbre.Cli.Commands.Accounts;

/// <summary>timbre accounts set ACCOUNT [--name NAME] [--plan pro] [--authorized-uploader true] [--company NAME]</summary>
internal static class Set
{
    public static Command Command(Terminal terminal)
    {
        var account = new Argument<string>("account") { Description = "The account's name or id." };
        var name = new Option<string?>("--name") { Description = "A new name." };
        var (plan, authorized, company) = (AccountOptions.Plan(), AccountOptions.AuthorizedUploader(), AccountOptions.Company());
        var json = Options.Json();
        var command = new Command("set", "Change an account; what is not named stays.") { account, name, plan, authorized, company, json };
        command.SetAction((parsed, ct) => Run(
            terminal,
            parsed.GetRequiredValue(account),
            new AccountChange {
                Name = parsed.GetValue(name), Plan = parsed.GetValue(plan), AuthorizedUploader = parsed.GetValue(authorized),
                Company = parsed.GetValue(company)
            },
            parsed.GetValue(json),
            ct));
        return command;
    }

    private static async Task<int> Run(Terminal terminal, string account, AccountChange change, bool json, CancellationToken ct)
    {
        if (change == new AccountChange())
            throw new CommandException("Nothing to change: name --name, --plan, --authorized-uploader or --company.");

        using var server = Operator.Connect(terminal);
        var found = await AccountOptions.Find(server, account, ct);
        AccountOptions.Print(terminal, await server.Accounts.Update(found.Id, change, ct), json);
        return 0;
    }
}
