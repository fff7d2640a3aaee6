using Timbre.Server.Accounts;
using Timbre.Server.Http;

namespace Timbre.Server.Admin;

/// <summary>GET /admin/v1/accounts: all accounts.</summary>
internal static class ListAccounts
{
    public static void Map(IEndpointRouteBuilder admin) => admin.MapGet("/accounts", Handle).WithName(nameof(ListAccounts))
        .Produces<AllBody<AccountView>>();

    private static async Task<IResult> Handle(AccountTable accounts, CancellationToken ct) =>
        Results.Json(new AllBody<AccountView>(true, [.. (await accounts.All(ct)).Select(AccountView.Of)]));
}
