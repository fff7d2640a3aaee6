using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Timbre.Models.Consent.Records;

/// <summary>A record in its chain: its canonical body, what that hashes to, and who vouches for it.</summary>
/// <param name="Sequence">Its place in its voice's chain, from 1.</param>
/// <param name="Body">Canonical JSON.</param>
/// <param name="Hash">SHA-256 of the body's UTF-8, in hexadecimal.</param>
/// <param name="Signature">Of the same bytes, see <see cref="ConsentKey.Sign"/>.</param>
public sealed record SignedRecord(int Sequence, string Body, string Hash, string Signature)
{
    /// <summary>Value of the first record in the place of the previous hash.</summary>
    public static readonly string Nothing = new('0', 64);

    /// <summary>The record of an event behind the last one of its voice.</summary>
    public static SignedRecord After(SignedRecord? last, ConsentEvent happened, ConsentKey key)
    {
        ArgumentNullException.ThrowIfNull(happened);
        ArgumentNullException.ThrowIfNull(key);
        var sequence = (last?.Sequence ?? 0) + 1;
        var body = happened.Body(sequence, last?.Hash ?? Nothing, key.Public.Id);
        var bytes = Encoding.UTF8.GetBytes(body);
        return new SignedRecord(sequence, body, HashOf(bytes), key.Sign(bytes));
    }

    internal static string HashOf(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}

/// <summary>Number of records that a voice's chain had at a time, so that the last ones cannot be left out unnoticed.</summary>
/// <param name="Body">Canonical JSON.</param>
/// <param name="Signature">Of its UTF-8.</param>
public sealed record SignedHead(string Body, string Signature)
{
    internal const string Kind = "head";

    /// <summary>The head of a chain as it is now.</summary>
    public static SignedHead Of(string voice, SignedRecord? last, DateTimeOffset at, ConsentKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        var members = new HeadBody(
            ConsentEvent.Format, Kind, voice, last?.Sequence ?? 0, last?.Hash ?? SignedRecord.Nothing,
            at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture), key.Public.Id);
        var bytes = CanonicalJson.Bytes(JsonSerializer.SerializeToElement(members, RecordJson.Default.HeadBody));
        return new SignedHead(Encoding.UTF8.GetString(bytes), key.Sign(bytes));
    }
}
