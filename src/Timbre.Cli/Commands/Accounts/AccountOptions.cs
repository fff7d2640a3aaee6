using System.CommandLine;
using Timbre.Client;

namespace Timbre.Cli.Commands.Accounts;

/// <summary>Options that the account commands share.</summary>
internal static class AccountOptions
{
    public static Option<string?> Plan() => new("--plan") { Description = "Its plan; pro may create voices." };

    public static Option<bool?> AuthorizedUploader() =>
        new("--authorized-uploader") { Description = "true: builds voices without a recorded consent." };

    public static Option<string?> Company() => new("--company") { Description = "The company that a consent has to name." };

    public static async Task<Account> Find(TimbreAdmin server, string account, CancellationToken ct) =>
        (await server.Accounts.List(ct)).FirstOrDefault(a => a.Id == account || a.Name == account)
        ?? throw new CommandException($"There is no account \"{account}\"; accounts list shows them.");

    public static void Print(Terminal terminal, Account account, bool json)
    {
        if (json)
            Listing.Json(terminal, account, CliJson.Default.Account);
        else
            Print(terminal, [account]);
    }

    public static void Print(Terminal terminal, IReadOnlyList<Account> accounts) => Listing.Table(terminal, accounts,
        ("ID", a => a.Id),
        ("NAME", a => a.Name),
        ("PLAN", a => a.Plan),
        ("AUTHORIZED UPLOADER", a => a.AuthorizedUploader ? "yes" : "no"),
        ("COMPANY", a => a.Company),
        ("CREATED", a => Listing.Day(a.CreatedAt)));
}
