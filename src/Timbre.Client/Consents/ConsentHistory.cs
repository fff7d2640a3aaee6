using System.Text.Json;

namespace Timbre.Client;

/// <summary>
/// The consent of a voice's speaker. To verify it without the server, keep the answer as it came: <c>curl .../consent</c> and <c>timbre
/// consent verify</c>.
/// </summary>
/// <param name="Status"><c>missing</c>, <c>unverified</c>, <c>accepted</c>, <c>rejected</c>, <c>revoked</c> or <c>erased</c>.</param>
/// <param name="Issue">Why it was refused, and what to do, or null.</param>
/// <param name="Statement">What the speaker has to say; null where it names the company and the account has none.</param>
/// <param name="Challenge">The one-time sentence that is waited for, or null.</param>
/// <param name="Sha256">Of the consent's file, or null.</param>
/// <param name="Records">Every decision, revocation and erasure, the oldest first.</param>
/// <param name="PublicKey">In PEM; trust the copy that the operator gives you.</param>
public sealed record ConsentHistory(
    string Voice,
    string Status,
    string? Issue,
    string? Statement,
    ConsentChallenge? Challenge,
    string? Sha256,
    double? Seconds,
    DateTimeOffset? GivenAt,
    IReadOnlyList<ConsentRecord> Records,
    string PublicKey);

/// <summary>A sentence to be said with the statement, once.</summary>
public sealed record ConsentChallenge(string Sentence, string? Statement, DateTimeOffset ExpiresAt);

/// <summary>A signed record; its canonical form (RFC 8785) is what is hashed and signed.</summary>
public sealed record ConsentRecord(JsonElement Record, string Hash, string Signature);

/// <summary>A consent to send; see <see cref="Consent.FromWav"/>.</summary>
internal sealed record GivenConsent(string Consent);
