using Timbre.Models.SpeakerEncoder;
using Timbre.Storage;

namespace Timbre.Server.Consent.Verification;

/// <summary>What accepted consents are known by when they come again: fingerprints and speakers, gone with their voices.</summary>
internal sealed class ConsentFingerprintTable(Database db)
{
    /// <summary>The fingerprints, in base 64, of what must not come again: other accounts' consents, and what was withdrawn.</summary>
    public Task<IReadOnlyList<string>> FingerprintsOfOthers(string accountId, CancellationToken ct) =>
        db.Query<string>(
            "select fingerprint from consent_marks where account_id <> @accountId or is_revoked order by id", new { accountId }, ct);

    /// <summary>
    /// Two decisions at once, of two accounts about one consent, would each not see the other: where writers do not take turns anyway, they
    /// do from here to the commit.
    /// </summary>
    public static async Task LockDecisions(UnitOfWork unit, Dialect dialect, CancellationToken ct)
    {
        if (dialect == Dialect.Postgres)
            await unit.Execute("select pg_advisory_xact_lock(7463002)", null, ct);
    }

    /// <summary>
    /// How many there are of other accounts, and when the last came: whether what <see cref="FingerprintsOfOthers"/> said still holds.
    /// </summary>
    public static Task<string?> StateOfOthers(UnitOfWork unit, string accountId, CancellationToken ct) => unit.First<string>(
        "select cast(count(*) as text) || ' ' || cast(coalesce(max(created_at), 0) as text) from consent_marks where account_id <> "
            + "@accountId or is_revoked",
        new { accountId }, ct);

    /// <summary>The speakers of the account's other voices.</summary>
    public async Task<IReadOnlyList<SpeakerEmbedding>> Speakers(string accountId, string voiceId, CancellationToken ct) =>
        [.. (await db.Query<string>(
            "select speaker from consent_marks where account_id = @accountId and voice_id <> @voiceId and speaker_version = @Version and "
                + "not is_revoked order by id",
            new { accountId, voiceId, Encoder.Version }, ct))
            .Select(speaker => SpeakerEmbedding.FromBytes(Convert.FromBase64String(speaker)))];

    public static async Task Save(
        UnitOfWork unit, string accountId, string voiceId, VerificationResult result, DateTimeOffset now, CancellationToken ct)
    {
        await unit.Execute("delete from consent_marks where voice_id = @voiceId and not is_revoked", new { voiceId }, ct);
        await unit.Execute(
            "insert into consent_marks (id, voice_id, account_id, is_revoked, fingerprint, speaker, speaker_version, created_at) values "
                + "(@id, @voiceId, @accountId, @no, @fingerprint, @speaker, @Version, @now)",
            new
            {
                id = Guid.CreateVersion7().ToString("N"),
                no = false,
                voiceId,
                accountId,
                fingerprint = Convert.ToBase64String(result.Fingerprint!.ToBytes()),
                speaker = Convert.ToBase64String(result.Speaker!.ToBytes()),
                Encoder.Version,
                now,
            }, ct);
    }

    /// <summary>The consent was withdrawn: it is kept with its voice, so that nobody sends it again.</summary>
    public static Task<int> Revoke(UnitOfWork unit, string voiceId, CancellationToken ct) =>
        unit.Execute("update consent_marks set is_revoked = @yes where voice_id = @voiceId", new { voiceId, yes = true }, ct);
}
