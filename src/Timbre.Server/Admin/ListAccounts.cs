using Timbre.Server.Accounts;
using Timbre.Server.Http;

namespace Timbre.Server.Admin;

/// <summary>GET /admin/v1/accounts: all accounts.</summary>
internal static class ListAccounts
{
    public static void Map(IEndpointRouteBuilder admin) => admin.MapGet("/accounts", Handle).WithName(nameof(ListAccounts));

    private static async Task<BodyAnswer<AllBody<AccountView>>> Handle(AccountTable accounts, CancellationToken ct) =>
        new AllBody<AccountView>(true, [.. (await accounts.All(ct)).Select(AccountView.Of)]);
}
