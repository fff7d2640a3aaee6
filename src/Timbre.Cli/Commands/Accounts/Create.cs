using System.CommandLine;
using Timbre.Client;

namespace Timbre.Cli.Commands.Accounts;

/// <summary>timbre accounts create NAME [--plan pro] [--authorized-uploader true] [--company NAME]</summary>
internal static class Create
{
    public static Command Command(Terminal terminal)
    {
        var name = new Argument<string>("name") { Description = "The account's name." };
        var (plan, authorized, company) = (AccountOptions.Plan(), AccountOptions.AuthorizedUploader(), AccountOptions.Company());
        var json = Options.Json();
        var command = new Command("create", "Make an account; keys create makes a key for it.") { name, plan, authorized, company, json };
        command.SetAction((parsed, ct) => Run(
            terminal,
            new NewAccount(parsed.GetRequiredValue(name)) {
                Plan = parsed.GetValue(plan), AuthorizedUploader = parsed.GetValue(authorized), Company = parsed.GetValue(company)
            },
            parsed.GetValue(json),
            ct));
        return command;
    }

    private static async Task<int> Run(Terminal terminal, NewAccount account, bool json, CancellationToken ct)
    {
        using var server = Operator.Connect(terminal);
        AccountOptions.Print(terminal, await server.Accounts.Create(account, ct), json);
        return 0;
    }
}
