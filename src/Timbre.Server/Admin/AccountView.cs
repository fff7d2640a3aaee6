using Timbre.Server.Keys;

namespace Timbre.Server.Admin;

/// <summary>An account as the operator sees it; the webhook secret is shown apart.</summary>
public sealed record AccountView(string Id, string Name, string Plan, bool AuthorizedUploader, string? Company, DateTimeOffset CreatedAt)
{
    public static AccountView Of(Account account) =>
        new(account.Id, account.Name, account.Plan, account.AuthorizedUploader, account.Company, account.CreatedAt);
}

/// <summary>A key as the operator sees it; <see cref="Key"/> is there once, in the answer that made it.</summary>
public sealed record KeyView(string Id, string AccountId, string? Label, string Prefix, DateTimeOffset CreatedAt, DateTimeOffset? LastUsedAt, DateTimeOffset? RevokedAt, string? Key = null)
{
    public static KeyView Of(ApiKey key, string? text = null) =>
        new(key.Id, key.AccountId, key.Label, key.Prefix, key.CreatedAt, key.LastUsedAt, key.RevokedAt, text);
}

/// <summary>All of something short, without pages.</summary>
public sealed record AllBody<T>(bool Success, IReadOnlyList<T> Items);
