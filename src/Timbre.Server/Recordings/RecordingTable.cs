using Timbre.Storage;

namespace Timbre.Server.Recordings;

/// <summary>The rows of recordings.</summary>
internal sealed class RecordingTable(Database db, TimeProvider time)
{
    public Task<Recording?> Find(string voiceId, string id, CancellationToken ct) =>
        db.First<Recording>("select * from recordings where voice_id = @voiceId and id = @id", new { voiceId, id }, ct);

    public Task<Recording?> FindByName(string voiceId, string name, CancellationToken ct) =>
        db.First<Recording>("select * from recordings where voice_id = @voiceId and name = @name", new { voiceId, name }, ct);

    public Task<IReadOnlyList<Recording>> All(string voiceId, CancellationToken ct) =>
        db.Query<Recording>("select * from recordings where voice_id = @voiceId order by created_at, id", new { voiceId }, ct);

    public async Task<(int Total, IReadOnlyList<Recording> Page)> List(string voiceId, int offset, int limit, CancellationToken ct) => (
        await Count(voiceId, ct),
        await db.Query<Recording>(
            "select * from recordings where voice_id = @voiceId order by created_at, id limit @limit offset @offset",
            new { voiceId, limit, offset }, ct));

    public static Task<Recording?> Find(UnitOfWork unit, string voiceId, string id, CancellationToken ct) =>
        unit.First<Recording>("select * from recordings where voice_id = @voiceId and id = @id", new { voiceId, id }, ct);

    public static Task<Recording?> FindByName(UnitOfWork unit, string voiceId, string name, CancellationToken ct) =>
        unit.First<Recording>("select * from recordings where voice_id = @voiceId and name = @name", new { voiceId, name }, ct);

    public static Task<IReadOnlyList<Recording>> All(UnitOfWork unit, string voiceId, CancellationToken ct) =>
        unit.Query<Recording>("select * from recordings where voice_id = @voiceId order by created_at, id", new { voiceId }, ct);

    public static Task<int> Count(UnitOfWork unit, string voiceId, CancellationToken ct) =>
        unit.First<int>("select count(*) from recordings where voice_id = @voiceId", new { voiceId }, ct);

    public Task<int> Count(string voiceId, CancellationToken ct) =>
        db.First<int>("select count(*) from recordings where voice_id = @voiceId", new { voiceId }, ct);

    /// <summary>False when the voice has a recording of that name already.</summary>
    public static async Task<bool> Add(UnitOfWork unit, Recording recording, CancellationToken ct) => await unit.Execute(
        """
        insert into recordings (
            id, voice_id, name, text, emotion, is_active, active_given, fill, source, original_blob, original_type, work_blob, sha256,
            rate_hz, seconds, speech_seconds, is_silent, is_outlier, created_at, updated_at)
        values (
            @Id, @VoiceId, @Name, @Text, @Emotion, @IsActive, @ActiveGiven, @Fill, @Source, @OriginalBlob, @OriginalType, @WorkBlob,
            @Sha256, @RateHz, @Seconds, @SpeechSeconds, @IsSilent, @IsOutlier, @CreatedAt, @UpdatedAt)
        on conflict (voice_id, name) do nothing
        """, recording, ct) == 1;

    /// <summary>What the caller changes.</summary>
    public Task<int> Change(UnitOfWork unit, Recording changed, CancellationToken ct) => unit.Execute(
        "update recordings set name = @Name, text = @Text, emotion = @Emotion, is_active = @IsActive, active_given = @ActiveGiven, fill = "
            + "@Fill, updated_at = @now where id = @Id",
        new
        {
            changed.Id,
            changed.Name,
            changed.Text,
            changed.Emotion,
            changed.IsActive,
            changed.ActiveGiven,
            changed.Fill,
            now = time.GetUtcNow()
        },
        ct);

    /// <summary>The text is another one: what was made of the old one is no longer true.</summary>
    public static Task<int> ClearTranscript(UnitOfWork unit, string id, CancellationToken ct) => unit.Execute(
        "update recordings set transcript = null, transcript_recognised = null, transcript_confidence = null, transcribed_by = null where "
            + "id = @id",
        new { id }, ct);

    /// <summary>Removes the row, and says which of its blobs no other row names.</summary>
    public static async Task<IReadOnlyList<string>> Delete(UnitOfWork unit, Recording recording, CancellationToken ct)
    {
        await unit.Execute("delete from recordings where id = @Id", new { recording.Id }, ct);
        var blobs = new[] { recording.OriginalBlob, recording.WorkBlob };
        var shared = await unit.Query<string>(
            """
            select original_blob from recordings where voice_id = @VoiceId and original_blob in (@OriginalBlob, @WorkBlob)
            union select work_blob from recordings where voice_id = @VoiceId and work_blob in (@OriginalBlob, @WorkBlob)
            """, recording, ct);
        return [.. blobs.Distinct().Except(shared)];
    }

    /// <summary>Removes what an earlier dataset brought, and says which blobs are free now.</summary>
    public static async Task<IReadOnlyList<string>> DeleteDataset(UnitOfWork unit, string voiceId, CancellationToken ct)
    {
        var deleted = await unit.Query<Recording>(
            "select * from recordings where voice_id = @voiceId and source = 'dataset'", new { voiceId }, ct);
        await unit.Execute("delete from recordings where voice_id = @voiceId and source = 'dataset'", new { voiceId }, ct);
        return [.. deleted.SelectMany(recording => new[] { recording.OriginalBlob, recording.WorkBlob }).Distinct()];
    }
}
