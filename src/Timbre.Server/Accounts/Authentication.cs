using System.Collections.Concurrent;
using Timbre.Server.Http;
using Timbre.Storage;

namespace Timbre.Server.Accounts;

/// <summary>Finds the account behind a request's key before its body is looked at.</summary>
/// <remarks>
/// A good key is remembered for a few seconds, so that 40 requests a second are not 40 look-ups; a revoked one works for that long at most.
/// </remarks>
internal sealed class Authentication(Database db, KeyTable keys, AccountTable accounts, TimeProvider time)
{
    private static readonly object ItemKey = new();
    private static readonly TimeSpan CacheTime = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LastUsedInterval = TimeSpan.FromHours(1);
    private const int MaxCached = 10_000;
    private readonly ConcurrentDictionary<string, CacheEntry> _cache = new();

    public static Refusal Unauthorized { get; } = new(401, "invalid_key",
        "The API key is missing or not valid. Send it as \"Authorization: Bearer <key>\"; the operator makes keys with ./timbre keys "
            + "create.");

    /// <summary>The account that <see cref="Authenticate"/> found.</summary>
    public static Account AccountOf(HttpContext context) =>
        context.Items[ItemKey] as Account ?? throw new RefusedException(Unauthorized);

    /// <summary>Remembers the caller's account for this request; false when there is no valid key.</summary>
    public async Task<string?> Authenticate(HttpContext context)
    {
        if (ApiKey.In(context.Request.Headers) is not { } text)
            return null;

        var hash = ApiKey.HashOf(text);
        var now = time.GetUtcNow();
        if (!_cache.TryGetValue(hash, out var entry) || entry.Until < now)
        {
            if (await keys.FindByHash(hash, context.RequestAborted) is not { } key
                || await accounts.Find(key.AccountId, context.RequestAborted) is not { } account)
                return null;
            if (key.LastUsedAt is null || now - key.LastUsedAt > LastUsedInterval)
                await UpdateLastUsed(key, now, context.RequestAborted);
            if (_cache.Count > MaxCached)
                _cache.Clear();
            entry = new CacheEntry(key.Id, account, now + CacheTime);
            _cache[hash] = entry;
        }

        context.Items[ItemKey] = entry.Account;
        return entry.KeyId;
    }

    /// <summary>Forgets what is remembered: an account or key has changed.</summary>
    public void ClearCache() => _cache.Clear();

    private async Task UpdateLastUsed(ApiKey key, DateTimeOffset now, CancellationToken ct)
    {
        await using var unit = await db.Begin(ct);
        await KeyTable.Touch(unit, key.Id, now, ct);
        await unit.Commit();
    }

    private sealed record CacheEntry(string KeyId, Account Account, DateTimeOffset Until);
}
