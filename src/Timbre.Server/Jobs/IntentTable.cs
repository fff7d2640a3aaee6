using Timbre.Storage;

namespace Timbre.Server.Jobs;

/// <summary>The rows of intents.</summary>
internal sealed class IntentTable(Database db, Dispatcher dispatcher, TimeProvider time)
{
    /// <summary>Promises a voice's work.</summary>
    /// <inheritdoc cref="Add(UnitOfWork, string, Subject, string, int, DateTimeOffset?, CancellationToken)"/>
    public Task Add(UnitOfWork unit, string kind, string voiceId, int build, DateTimeOffset? dueAt, CancellationToken ct) =>
        Add(unit, kind, Subject.Voice(voiceId), voiceId, build, dueAt, ct);

    /// <summary>
    /// Promises work in the caller's transaction; it starts soon after the commit, or after the next start of the server.
    /// </summary>
    /// <param name="unit">The transaction.</param>
    /// <param name="kind">Whose handler does it.</param>
    /// <param name="subject">What it is for; when that is deleted, so is the work.</param>
    /// <param name="voiceId">The voice that it needs, whose deletion ends it as well; null for none.</param>
    /// <param name="build">Which build of the subject.</param>
    /// <param name="dueAt">When to begin; null is now.</param>
    /// <param name="ct">Ends the wait.</param>
    public async Task Add(
        UnitOfWork unit, string kind, Subject subject, string? voiceId, int build, DateTimeOffset? dueAt, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        await unit.Execute(
            """
            insert into intents (id, kind, voice_id, clip_id, batch_id, build, state, attempts, due_at, created_at)
            values (@id, @kind, @voiceId, @ClipId, @BatchId, @build, 'waiting', 0, @due, @now)
            """,
            new { id = Guid.NewGuid().ToString("N"), kind, voiceId, subject.ClipId, subject.BatchId, build, due = dueAt ?? now, now }, ct);
        unit.Afterwards(dispatcher.Wake);
    }

    public Task<Intent?> Find(string id, CancellationToken ct) =>
        db.First<Intent>("select * from intents where id = @id", new { id }, ct);

    /// <summary>The work is done, or no longer wanted.</summary>
    public static Task<int> Remove(UnitOfWork unit, string id, CancellationToken ct) =>
        unit.Execute("delete from intents where id = @id", new { id }, ct);

    /// <summary>Drops what was still to be done of one kind.</summary>
    public static Task<int> RemoveOf(UnitOfWork unit, Subject subject, string kind, CancellationToken ct) =>
        unit.Execute($"delete from intents where {subject.Column} = @Id and kind = @kind", new { subject.Id, kind }, ct);

    /// <summary>Whether anything of the kind is promised.</summary>
    public static async Task<bool> Promised(UnitOfWork unit, Subject subject, string kind, CancellationToken ct) =>
        await unit.First<int>(
            $"select count(*) from intents where {subject.Column} = @Id and kind = @kind", new { subject.Id, kind }, ct) > 0;

    /// <summary>Does it later.</summary>
    public Task Postpone(UnitOfWork unit, string id, DateTimeOffset dueAt, CancellationToken ct)
    {
        unit.Afterwards(dispatcher.Wake);
        return unit.Execute("update intents set due_at = @dueAt where id = @id", new { id, dueAt }, ct);
    }

    /// <summary>Does now what was put off; false when nothing of the kind is promised.</summary>
    public async Task<bool> Hurry(UnitOfWork unit, Subject subject, string kind, CancellationToken ct)
    {
        unit.Afterwards(dispatcher.Wake);
        return await unit.Execute(
            $"update intents set due_at = @now where {subject.Column} = @Id and kind = @kind",
            new { subject.Id, kind, now = time.GetUtcNow() }, ct) > 0;
    }

    /// <summary>How many of the same kind were promised earlier and are not done: 0 is next, or running.</summary>
    public Task<int> PlaceInLine(string voiceId, string kind, CancellationToken ct) => db.First<int>(
        """
        select count(*) from intents mine join intents other on other.kind = mine.kind
            and (other.created_at < mine.created_at or (other.created_at = mine.created_at and other.id < mine.id))
        where mine.voice_id = @voiceId and mine.kind = @kind
        """, new { voiceId, kind }, ct);
}
