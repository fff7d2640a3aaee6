using Timbre.Server.Accounts;
using Timbre.Server.Http;
using Timbre.Server.Webhooks;
using Timbre.Storage;

namespace Timbre.Server.Admin;

/// <summary>POST /admin/v1/accounts/{id}/webhook_secret: a new secret; for a while the old one signs beside it.</summary>
internal static class RotateWebhookSecret
{
    /// <summary>What an account's webhooks are signed with from now on.</summary>
    /// <param name="Secret">`whsec_` and the key in base 64, as Standard Webhooks writes it.</param>
    /// <param name="PreviousValidUntil">Until when the secret before it signs too.</param>
    public sealed record View(string Secret, DateTimeOffset PreviousValidUntil);

    public static void Map(IEndpointRouteBuilder admin) =>
        admin.MapPost("/accounts/{id}/webhook_secret", Handle).WithName(nameof(RotateWebhookSecret));

    private static async Task<Answer<View>> Handle(
        string id, Database db, AccountTable accounts, Authentication authentication, WebhookPolicy policy, TimeProvider time,
        CancellationToken ct)
    {
        if (await accounts.FindByIdOrName(id, ct) is not { } account)
            return Refusal.NotFound("account");

        var secret = Account.NewSecret();
        var until = time.GetUtcNow().AddHours(policy.SecretOverlapHours);
        await using var unit = await db.Begin(ct);
        await AccountTable.ChangeSecret(unit, account.Id, secret, account.WebhookSecret, until, ct);
        await unit.Commit();
        authentication.ClearCache();
        return new View(secret, until);
    }
}
