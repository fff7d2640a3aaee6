using Timbre.Models.Consent.Records;
using Timbre.Storage;

namespace Timbre.Server.Consent.Records;

/// <summary>The records of decisions, revocations and erasures: written once, never changed, never deleted.</summary>
internal sealed class ConsentLedger(Database db, SigningKey signing)
{
    /// <summary>
    /// Writes what has happened behind the last record of its voice. The caller holds the voice's row, so that no other comes between.
    /// </summary>
    /// <returns>The record's hash.</returns>
    public async Task<string> Append(UnitOfWork unit, ConsentEvent happened, CancellationToken ct)
    {
        var record = SignedRecord.After((await Last(unit, happened.Voice, ct))?.Signed, happened, signing.Key);
        await unit.Execute(
            """
            insert into consent_records (
                voice_hash, sequence, account_id, kind, verdict, build, audio_sha256, data_sha256, body, hash, signature, created_at)
            values (@Voice, @Sequence, @Account, @Kind, @Verdict, @Build, @AudioSha256, @DataSha256, @Body, @Hash, @Signature, @At)
            """,
            new
            {
                happened.Voice,
                record.Sequence,
                happened.Account,
                happened.Kind,
                happened.Verdict,
                happened.Build,
                happened.AudioSha256,
                happened.DataSha256,
                record.Body,
                record.Hash,
                record.Signature,
                happened.At,
            }, ct);
        return record.Hash;
    }

    /// <summary>The last record of a voice, inside a transaction.</summary>
    public static Task<ConsentRecordRow?> Last(UnitOfWork unit, string voiceHash, CancellationToken ct) =>
        unit.First<ConsentRecordRow>(
            "select * from consent_records where voice_hash = @voiceHash order by sequence desc limit 1", new { voiceHash }, ct);

    public Task<ConsentRecordRow?> Last(string voiceId, CancellationToken ct) => db.First<ConsentRecordRow>(
        "select * from consent_records where voice_hash = @voiceHash order by sequence desc limit 1",
        new { voiceHash = ConsentEvent.NameOf(voiceId) }, ct);

    /// <summary>All records of an account's voice, also of one that was erased; none where it is another's.</summary>
    public Task<IReadOnlyList<ConsentRecordRow>> Of(string accountId, string voiceId, CancellationToken ct) => db.Query<ConsentRecordRow>(
        "select * from consent_records where voice_hash = @voiceHash and account_id = @accountId order by sequence",
        new { voiceHash = ConsentEvent.NameOf(voiceId), accountId }, ct);

    /// <summary>
    /// Whether the very file has been accepted for another account, or withdrawn in this one; the voice may be erased since.
    /// </summary>
    public static async Task<bool> IsUsedUp(UnitOfWork unit, string accountId, string audioSha256, CancellationToken ct) =>
        await unit.First<string>(
        "select hash from consent_records where audio_sha256 = @audioSha256 and (account_id <> @accountId and verdict = 'accepted' or "
            + "account_id = @accountId and kind = 'revocation') limit 1",
        new { accountId, audioSha256 }, ct) is not null;
}
