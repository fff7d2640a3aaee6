using System.ComponentModel;
using Timbre.Server.Accounts;
using Timbre.Server.Http;

namespace Timbre.Server.Admin;

/// <summary>GET /admin/v1/keys: the keys of one account or of all, without the keys themselves.</summary>
internal static class ListKeys
{
    public static void Map(IEndpointRouteBuilder admin) => admin.MapGet("/keys", Handle).WithName(nameof(ListKeys))
        .Refuses(404);

    private static async Task<BodyAnswer<AllBody<KeyView>>> Handle(
        [Description("An account's id or name; without it, the keys of all.")] string? account, AccountTable accounts, KeyTable keys,
        CancellationToken ct)
    {
        var owner = string.IsNullOrEmpty(account) ? null : await accounts.FindByIdOrName(account, ct);
        if (owner is null && !string.IsNullOrEmpty(account))
            return Refusal.NotFound("account");
        return new AllBody<KeyView>(true, [.. (await keys.Of(owner?.Id, ct)).Select(key => KeyView.Of(key))]);
    }
}
