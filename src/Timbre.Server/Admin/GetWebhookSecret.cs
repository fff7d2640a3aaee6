using Timbre.Server.Keys;
using Timbre.Server.Plumbing;

namespace Timbre.Server.Admin;

/// <summary>GET /admin/v1/accounts/{id}/webhook_secret: what the account's webhooks are signed with, for whoever sets up its receiver.</summary>
internal static class GetWebhookSecret
{
    /// <summary>The old secret's time is null when it signs no more.</summary>
    public sealed record View(string Secret, DateTimeOffset? PreviousValidUntil);

    public static void Map(IEndpointRouteBuilder admin) => admin.MapGet("/accounts/{id}/webhook_secret", Handle).WithName(nameof(GetWebhookSecret));

    private static async Task<Answer<View>> Handle(string id, AccountTable accounts, TimeProvider time, CancellationToken ct) =>
        await accounts.FindByIdOrName(id, ct) is { } account
            ? new View(account.WebhookSecret, account.PreviousSecretUntil > time.GetUtcNow() ? account.PreviousSecretUntil : null)
            : Refusal.NotFound("account");
}
