using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Timbre.Server.Accounts;

namespace Timbre.Server.Webhooks;

/// <summary>signature = "v1," + base64(HMAC-SHA256(secret, "{webhook-id}.{webhook-timestamp}.{body}"))</summary>
/// <remarks>
/// Standard Webhooks 1.0. While a secret is being rotated both sign, separated by a space, so that a receiver may change over whenever it
/// likes.
/// </remarks>
internal static class WebhookSigner
{
    private const string SecretPrefix = "whsec_";

    /// <summary>The header webhook-signature.</summary>
    public static string Sign(Account account, string id, DateTimeOffset at, ReadOnlySpan<byte> body)
    {
        var signature = Sign(account.WebhookSecret, id, at, body);
        return account.PreviousWebhookSecret is { } previous && account.PreviousSecretUntil > at
            ? $"{signature} {Sign(previous, id, at, body)}"
            : signature;
    }

    /// <summary>The header webhook-timestamp: seconds since 1970.</summary>
    public static string Timestamp(DateTimeOffset at) => at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

    private static string Sign(string secret, string id, DateTimeOffset at, ReadOnlySpan<byte> body)
    {
        var key = Convert.FromBase64String(
            secret.StartsWith(SecretPrefix, StringComparison.Ordinal) ? secret[SecretPrefix.Length..] : secret);
        using var mac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        mac.AppendData(Encoding.UTF8.GetBytes($"{id}.{Timestamp(at)}."));
        mac.AppendData(body);
        return "v1," + Convert.ToBase64String(mac.GetHashAndReset());
    }
}
