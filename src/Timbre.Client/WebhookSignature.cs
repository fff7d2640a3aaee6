using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Timbre.Client;

/// <summary>signature = "v1," + base64(HMAC-SHA256(secret, "{webhook-id}.{webhook-timestamp}.{body}"))</summary>
/// <remarks>
/// Standard Webhooks 1.0: the secret is <c>whsec_</c> and base 64 of the key; a header may hold several signatures, separated by spaces,
/// while a secret is being rotated.
/// </remarks>
public static class WebhookSignature
{
    public const string IdHeader = "webhook-id";
    public const string TimestampHeader = "webhook-timestamp";
    public const string SignatureHeader = "webhook-signature";

    /// <summary>Maximum distance of a timestamp from now, so that a recorded request cannot be replayed later.</summary>
    public static readonly TimeSpan DefaultTolerance = TimeSpan.FromMinutes(5);

    private const string SecretPrefix = "whsec_";
    private const string Version = "v1,";

    /// <summary>The signature of one webhook by one secret.</summary>
    /// <exception cref="FormatException">The secret is not base 64.</exception>
    public static string Sign(string secret, string id, DateTimeOffset at, ReadOnlySpan<byte> body) =>
        Version + Convert.ToBase64String(Mac(secret, id, at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture), body));

    /// <summary>Verifies the three signature headers over a body with a secret.</summary>
    /// <param name="secret">The account's secret.</param>
    /// <param name="id">The header <c>webhook-id</c>.</param>
    /// <param name="timestamp">The header <c>webhook-timestamp</c>.</param>
    /// <param name="signatures">The header <c>webhook-signature</c>.</param>
    /// <param name="body">The body as it arrived, before any parsing.</param>
    /// <param name="clock">The system's when null.</param>
    /// <param name="tolerance"><see cref="DefaultTolerance"/> when null.</param>
    /// <exception cref="FormatException">The secret is not base 64.</exception>
    public static bool Verify(
        string secret, string? id, string? timestamp, string? signatures, ReadOnlySpan<byte> body,
        TimeProvider? clock = null, TimeSpan? tolerance = null)
    {
        if (string.IsNullOrEmpty(id) || string.IsNullOrEmpty(signatures)
            || !long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
        {
            return false;
        }

        var now = (clock ?? TimeProvider.System).GetUtcNow().ToUnixTimeSeconds();
        if (Math.Abs((double)now - seconds) > (tolerance ?? DefaultTolerance).TotalSeconds)
            return false;

        var expected = Encoding.ASCII.GetBytes(Version + Convert.ToBase64String(Mac(secret, id, timestamp, body)));
        var matches = false;
        foreach (var signature in signatures.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            // no early end: time tells nothing
            matches |= CryptographicOperations.FixedTimeEquals(expected, Encoding.UTF8.GetBytes(signature));

        return matches;
    }

    private static byte[] Mac(string secret, string id, string timestamp, ReadOnlySpan<byte> body)
    {
        var key = Convert.FromBase64String(
            secret.StartsWith(SecretPrefix, StringComparison.Ordinal) ? secret[SecretPrefix.Length..] : secret);
        using var mac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        mac.AppendData(Encoding.UTF8.GetBytes($"{id}.{timestamp}."));
        mac.AppendData(body);
        return mac.GetHashAndReset();
    }
}
