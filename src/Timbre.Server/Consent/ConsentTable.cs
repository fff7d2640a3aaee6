using Timbre.Server.Voices;
using Timbre.Storage;

namespace Timbre.Server.Consent;

/// <summary>The rows of consents, at most one a voice.</summary>
internal sealed class ConsentTable(Database db)
{
    public Task<ConsentRow?> Of(string voiceId, CancellationToken ct) =>
        db.First<ConsentRow>("select * from consents where voice_id = @voiceId", new { voiceId }, ct);

    public static Task<ConsentRow?> Of(UnitOfWork unit, string voiceId, CancellationToken ct) =>
        unit.First<ConsentRow>("select * from consents where voice_id = @voiceId", new { voiceId }, ct);

    public async Task<string> StatusOf(string voiceId, CancellationToken ct) => (await Of(voiceId, ct))?.Status ?? ConsentStatus.Missing;

    public static async Task Save(UnitOfWork unit, ConsentRow row, CancellationToken ct)
    {
        await unit.Execute("delete from consents where voice_id = @VoiceId", row, ct);
        await unit.Execute(
            """
            insert into consents (voice_id, blob, sha256, seconds, status, challenge, issue, created_at)
            values (@VoiceId, @Blob, @Sha256, @Seconds, @Status, @Challenge, @Issue, @CreatedAt)
            """, row, ct);
    }

    /// <summary>What became of it.</summary>
    public static Task<int> SetStatus(UnitOfWork unit, string voiceId, string status, string? issue, CancellationToken ct) =>
        unit.Execute("update consents set status = @status, issue = @issue where voice_id = @voiceId", new { voiceId, status, issue }, ct);
}
