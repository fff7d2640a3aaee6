using Timbre.Server.Accounts;
using Timbre.Server.Http;

namespace Timbre.Server.Admin;

/// <summary>
/// GET /admin/v1/accounts/{id}/webhook_secret: what the account's webhooks are signed with, for whoever sets up its receiver.
/// </summary>
internal static class GetWebhookSecret
{
    /// <summary>What an account's webhooks are signed with.</summary>
    /// <param name="Secret">`whsec_` and the key in base 64, as Standard Webhooks writes it.</param>
    /// <param name="PreviousValidUntil">Until when the secret before it signs too; null when it signs no more.</param>
    public sealed record View(string Secret, DateTimeOffset? PreviousValidUntil);

    public static void Map(IEndpointRouteBuilder admin) =>
        admin.MapGet("/accounts/{id}/webhook_secret", Handle).WithName(nameof(GetWebhookSecret));

    private static async Task<Answer<View>> Handle(string id, AccountTable accounts, TimeProvider time, CancellationToken ct) =>
        await accounts.FindByIdOrName(id, ct) is { } account
            ? new View(account.WebhookSecret, account.PreviousSecretUntil > time.GetUtcNow() ? account.PreviousSecretUntil : null)
            : Refusal.NotFound("account");
}
