using System.Security.Cryptography;
using System.Text;

namespace Timbre.Server.Accounts;

/// <summary>A row of keys. The key itself is shown once and never stored: its hash is.</summary>
public sealed record ApiKey
{
    public required string Id { get; init; }
    public required string AccountId { get; init; }
    public string? Label { get; init; }

    /// <summary>The first characters, by which a person tells keys apart.</summary>
    public required string Prefix { get; init; }
    public required string Hash { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? LastUsedAt { get; init; }
    public DateTimeOffset? RevokedAt { get; init; }

    public static ApiKey New(string accountId, string? label, string key, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7().ToString("N"),
        AccountId = accountId,
        Label = label,
        Prefix = key[..Math.Min(6, key.Length / 3)],
        Hash = HashOf(key),
        CreatedAt = now,
    };

    /// <summary>24 random bytes, letters and digits only, so that it can be double-clicked.</summary>
    public static string Generate() => "tmb_" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(24));

    /// <summary>SHA-256: a key is 192 random bits, so there is nothing to guess and nothing to slow down.</summary>
    public static string HashOf(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));

    /// <summary>
    /// The key in a request's headers, in every form that clients send: <c>Bearer K</c>, <c>Token token=K</c>, <c>Token token="K"</c>,
    /// <c>Token K</c>, the bare key, or <c>x-access-token: K</c>.
    /// </summary>
    public static string? In(IHeaderDictionary headers)
    {
        var text = headers.Authorization.ToString().Trim();
        if (text.Length == 0)
            text = headers["x-access-token"].ToString().Trim();
        if (text.Length is 0 or > 512)
            return null;

        text = After(text, "Bearer ") ?? After(text, "Token ") ?? text;
        text = (After(text, "token=") ?? text).Trim('"');
        return text.Length == 0 || text.Contains(' ') ? null : text;
    }

    private static string? After(string text, string start) =>
        text.StartsWith(start, StringComparison.OrdinalIgnoreCase) ? text[start.Length..].Trim() : null;
}
