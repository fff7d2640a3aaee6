namespace Timbre.Client;

/// <summary>An API key of an account.</summary>
/// <param name="Secret">The key itself, in the answer that creates it and never again; <c>key</c> on the wire.</param>
/// <param name="Prefix">Its first letters, to tell keys apart.</param>
public sealed record Key(
    string Id,
    string AccountId,
    string? Label,
    [property: System.Text.Json.Serialization.JsonPropertyName("key")] string? Secret,
    string? Prefix,
    DateTimeOffset CreatedAt,
    DateTimeOffset? LastUsedAt,
    DateTimeOffset? RevokedAt);

/// <summary>A key to create.</summary>
/// <param name="Account">The account's id or name; the default account when null.</param>
public sealed record NewKey(string? Account = null, string? Label = null);
