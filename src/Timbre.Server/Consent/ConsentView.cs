using System.Text.Json;
using Timbre.Models.Consent.Records;
using Timbre.Server.Accounts;
using Timbre.Server.Consent.Challenges;
using Timbre.Server.Consent.Records;
using Timbre.Server.Voices;

namespace Timbre.Server.Consent;

/// <summary>
/// What is known of a voice's consent, with everything that was decided about it: kept as it is, it is what `timbre consent verify` checks.
/// </summary>
/// <param name="Voice">The voice's uuid.</param>
/// <param name="Status">`missing`, `unverified` (stored, and checked when the voice is built), `accepted`, `rejected`, `revoked` or
/// `erased`.</param>
/// <param name="Issue">Why it was refused, and what to do; null when it was not.</param>
/// <param name="Statement">What the speaker has to say; null where it names the company and the account has none.</param>
/// <param name="Challenge">The one-time sentence that is waited for; null where none is.</param>
/// <param name="Sha256">SHA-256 of the consent's file as it was sent; null where there is none.</param>
/// <param name="Seconds">Its length; null where there is none.</param>
/// <param name="GivenAt">When it came; null where there is none.</param>
/// <param name="Records">Every decision, revocation and erasure, the oldest first.</param>
/// <param name="Head">Says how many records there are now, signed like them.</param>
/// <param name="PublicKey">What checks the signatures of records that are signed now, in PEM. Trust the copy that the operator gives you,
/// not this one.</param>
public sealed record ConsentView(
    string Voice,
    string Status,
    string? Issue,
    string? Statement,
    ChallengeView? Challenge,
    string? Sha256,
    double? Seconds,
    DateTimeOffset? GivenAt,
    IReadOnlyList<ConsentView.Entry> Records,
    ConsentView.HeadEntry Head,
    string PublicKey)
{
    /// <summary>The voice is gone, and its records are left.</summary>
    public const string Erased = "erased";

    /// <summary>A signed record.</summary>
    /// <param name="Record">What happened; its canonical form (RFC 8785) is what is hashed and signed.</param>
    /// <param name="Hash">SHA-256 of the canonical form, which the next record holds as `previous`.</param>
    /// <param name="Signature">ECDSA on P-256 with SHA-256 over the canonical form: DER in base 64.</param>
    public sealed record Entry(JsonElement Record, string Hash, string Signature);

    /// <summary>A signed count.</summary>
    /// <param name="Record">How many records there are, and the hash of the last.</param>
    /// <param name="Signature">As of a record.</param>
    public sealed record HeadEntry(JsonElement Record, string Signature);
}

/// <summary>Makes views, and signs their heads.</summary>
internal sealed class ConsentViews(
    ConsentTable consents, ConsentLedger ledger, ChallengeTable challenges, ConsentStatements statements, SigningKey signing,
    TimeProvider time)
{
    public async Task<ConsentView> Of(Account account, Voice voice, CancellationToken ct)
    {
        var consent = await consents.Of(voice.Id, ct);
        var isStored = consent is { Blob: not null };
        return await Of(account, voice.Id, consent?.Status ?? ConsentStatus.Missing, ct) with
        {
            Issue = consent?.Issue,
            Statement = statements.Of(account),
            Challenge = await challenges.FindOpen(voice.Id, ct) is { } open ? ChallengeView.Of(open, statements.Of(account)) : null,
            Sha256 = isStored ? consent!.Sha256 : null,
            Seconds = isStored ? consent!.Seconds : null,
            GivenAt = isStored ? consent!.CreatedAt : null,
        };
    }

    /// <summary>Of a voice that is gone; null where it never was, or was another account's, or nothing was ever decided.</summary>
    public async Task<ConsentView?> OfErased(Account account, string voiceId, CancellationToken ct) =>
        await Of(account, voiceId, ConsentView.Erased, ct) is { Records.Count: > 0 } view ? view : null;

    private async Task<ConsentView> Of(Account account, string voiceId, string status, CancellationToken ct)
    {
        var records = await ledger.Of(account.Id, voiceId, ct);
        var key = signing.Key;
        var head = SignedHead.Of(ConsentEvent.NameOf(voiceId), records is [.., var last] ? last.Signed : null, time.GetUtcNow(), key);
        return new ConsentView(
            voiceId, status, null, null, null, null, null, null,
            [.. records.Select(record => new ConsentView.Entry(Element(record.Body), record.Hash, record.Signature))],
            new ConsentView.HeadEntry(Element(head.Body), head.Signature), key.Public.ToPem());
    }

    private static JsonElement Element(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }
}
