using Timbre.Server.Clips.Rendering;
using Timbre.Storage;

namespace Timbre.Server.Clips;

/// <summary>The rows of clips. Whoever asks for a project's clip has found the project in the account.</summary>
internal sealed class ClipTable(Database db, TimeProvider time)
{
    private const string Select = "select clips.*, (select name from voices where id = clips.voice_id) as voice_name from clips";
    private const int ChunkSize = 20;

    public Task<Clip?> Find(string projectId, string id, CancellationToken ct) =>
        db.First<Clip>($"{Select} where id = @id and project_id = @projectId", new { id, projectId }, ct);

    /// <summary>For the server's own work, whoever owns it.</summary>
    public Task<Clip?> Find(string id, CancellationToken ct) => db.First<Clip>($"{Select} where id = @id", new { id }, ct);

    /// <summary>The row inside a transaction, locked against others where the database knows row locks.</summary>
    public Task<Clip?> Lock(UnitOfWork unit, string id, CancellationToken ct) =>
        unit.First<Clip>($"{Select} where id = @id{(db.Dialect == Dialect.Postgres ? " for update" : "")}", new { id }, ct);

    public Task<int> Count(string projectId, CancellationToken ct) =>
        db.First<int>("select count(*) from clips where project_id = @projectId", new { projectId }, ct);

    /// <summary>
    /// A page of a project's clips, newest first, whose titles contain <paramref name="title"/> where it is given; read a few at a time
    /// while they are taken.
    /// </summary>
    public async Task<(int Total, IAsyncEnumerable<Clip> Page)> List(
        string projectId, string? title, int offset, int limit, CancellationToken ct)
    {
        var pattern = title is null ? "%" : $"%{title.ToLowerInvariant().Replace(@"\", @"\\").Replace("%", @"\%").Replace("_", @"\_")}%";
        const string where = @"where project_id = @projectId and lower(title) like @pattern escape '\'";
        var total = await db.First<int>($"select count(*) from clips {where}", new { projectId, pattern }, ct);
        var ids = await db.Query<string>(
            $"select id from clips {where} order by created_at desc, place desc, id desc limit @limit offset @offset",
            new { projectId, pattern, limit, offset }, ct);
        return (total, Read(ids, ct));
    }

    /// <summary>Those of the ids that are there, in their order.</summary>
    public async IAsyncEnumerable<Clip> Read(
        IEnumerable<string> ids, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        foreach (var chunk in ids.Chunk(ChunkSize))
        {
            var inChunk = db.Dialect == Dialect.Postgres ? "= any(@some)" : "in @some"; // Dapper hands an array on to whoever knows arrays
            var clips = (await db.Query<Clip>($"{Select} where id {inChunk}", new { some = chunk }, ct)).ToDictionary(clip => clip.Id);
            foreach (var id in chunk)
            {
                if (clips.TryGetValue(id, out var clip))
                    yield return clip;
            }
        }
    }

    public static Task Add(UnitOfWork unit, Clip clip, CancellationToken ct) => unit.Execute(
        """
        insert into clips (
            id, account_id, project_id, voice_id, batch_id, place, title, body, is_archived,
            output_format, precision, sample_rate, include_timestamps, suggestions,
            status, issues, version, blob, seconds, character_count, timestamps, last_generated_at, created_at, updated_at)
        values (
            @Id, @AccountId, @ProjectId, @VoiceId, @BatchId, @Place, @Title, @Body, @IsArchived,
            @OutputFormat, @Precision, @SampleRate, @IncludeTimestamps, @Suggestions,
            @Status, @Issues, @Version, @Blob, @Seconds, @CharacterCount, @Timestamps, @LastGeneratedAt, @CreatedAt, @UpdatedAt)
        """, clip, ct);

    /// <summary>What was asked for has changed, and the sound is to be made anew.</summary>
    public static Task Change(UnitOfWork unit, Clip clip, CancellationToken ct) => unit.Execute(
        """
        update clips set voice_id = @VoiceId, title = @Title, body = @Body, is_archived = @IsArchived,
            output_format = @OutputFormat, precision = @Precision, sample_rate = @SampleRate,
            include_timestamps = @IncludeTimestamps, suggestions = @Suggestions,
            status = @Status, issues = @Issues, version = @Version, blob = null, seconds = null, timestamps = null,
            character_count = @CharacterCount, updated_at = @UpdatedAt
        where id = @Id
        """, clip, ct);

    public Task Finish(UnitOfWork unit, string id, SpokenClip made, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        return unit.Execute(
            """
            update clips set status = 'finished', issues = @Issues, blob = @Blob, seconds = @Seconds, timestamps = @Timestamps,
                character_count = @CharacterCount, last_generated_at = @now, updated_at = @now
            where id = @id
            """, new { id, made.Issues, made.Blob, made.Seconds, made.Timestamps, made.CharacterCount, now }, ct);
    }

    public Task Fail(UnitOfWork unit, string id, string issue, CancellationToken ct) => unit.Execute(
        "update clips set status = 'failed', issues = @issues, updated_at = @now where id = @id",
        new { id, issues = SpokenClip.Json([issue]), now = time.GetUtcNow() }, ct);

    public static Task<int> Delete(UnitOfWork unit, string id, CancellationToken ct) =>
        unit.Execute("delete from clips where id = @id", new { id }, ct);
}
