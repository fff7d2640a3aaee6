using Timbre.Storage;

namespace Timbre.Server.Consent.Challenges;

/// <summary>A one-time sentence that a voice's next consent has to hold.</summary>
internal sealed class ChallengeRow
{
    public required string VoiceId { get; init; }
    public required string Sentence { get; init; }
    public required DateTimeOffset ExpiresAt { get; init; }
}

/// <summary>The rows of one-time sentences, at most one a voice.</summary>
internal sealed class ChallengeTable(Database db, TimeProvider time)
{
    /// <summary>The one that can still be used.</summary>
    public Task<ChallengeRow?> FindOpen(string voiceId, CancellationToken ct) =>
        db.First<ChallengeRow>(
            "select * from consent_challenges where voice_id = @voiceId and expires_at > @now", new { voiceId, now = time.GetUtcNow() },
            ct);

    /// <summary>Another one in the place of the last.</summary>
    public async Task Save(UnitOfWork unit, ChallengeRow row, CancellationToken ct)
    {
        await unit.Execute("delete from consent_challenges where voice_id = @VoiceId", row, ct);
        await unit.Execute(
            "insert into consent_challenges (voice_id, sentence, expires_at, created_at) values (@VoiceId, @Sentence, @ExpiresAt, @now)",
            new { row.VoiceId, row.Sentence, row.ExpiresAt, now = time.GetUtcNow() }, ct);
    }

    /// <summary>Uses it up; the sentence, or null where none was open.</summary>
    public static async Task<string?> Consume(UnitOfWork unit, string voiceId, DateTimeOffset now, CancellationToken ct)
    {
        var open = await unit.First<string>(
            "select sentence from consent_challenges where voice_id = @voiceId and expires_at > @now", new { voiceId, now }, ct);
        await unit.Execute("delete from consent_challenges where voice_id = @voiceId", new { voiceId }, ct);
        return open;
    }
}
