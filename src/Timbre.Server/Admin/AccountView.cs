using Timbre.Server.Accounts;

namespace Timbre.Server.Admin;

/// <summary>An account as the operator sees it; the webhook secret is shown apart.</summary>
/// <param name="Id">The account, in every path that means it; its name will do too.</param>
/// <param name="Name">Name of the account, unique on the server.</param>
/// <param name="Plan">`pro` may create voices.</param>
/// <param name="AuthorizedUploader">Whether it builds voices without consent.</param>
/// <param name="Company">The company that a consent names.</param>
/// <param name="CreatedAt">When it was made.</param>
public sealed record AccountView(string Id, string Name, string Plan, bool AuthorizedUploader, string? Company, DateTimeOffset CreatedAt)
{
    public static AccountView Of(Account account) =>
        new(account.Id, account.Name, account.Plan, account.AuthorizedUploader, account.Company, account.CreatedAt);
}

/// <summary>A key as the operator sees it; <see cref="Key"/> is there once, in the answer that made it.</summary>
/// <param name="Id">The key, in the path that revokes it.</param>
/// <param name="AccountId">Whose it is.</param>
/// <param name="Label">By which people tell keys apart.</param>
/// <param name="Prefix">Its first characters.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="LastUsedAt">When it was used last, to the hour.</param>
/// <param name="RevokedAt">When it was revoked.</param>
/// <param name="Key">The key itself, in the answer that made it, and null everywhere else.</param>
public sealed record KeyView(
    string Id, string AccountId, string? Label, string Prefix, DateTimeOffset CreatedAt, DateTimeOffset? LastUsedAt,
    DateTimeOffset? RevokedAt, string? Key = null)
{
    public static KeyView Of(ApiKey key, string? text = null) =>
        new(key.Id, key.AccountId, key.Label, key.Prefix, key.CreatedAt, key.LastUsedAt, key.RevokedAt, text);
}
