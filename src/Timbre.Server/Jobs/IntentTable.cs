using Timbre.Storage;

namespace Timbre.Server.Jobs;

/// <summary>The rows of intents.</summary>
internal sealed class IntentTable(Database db, Dispatcher dispatcher, TimeProvider time)
{
    /// <summary>Promises work in the caller's transaction; it starts soon after the commit, or after the next start of the server.</summary>
    public async Task Add(UnitOfWork unit, string kind, string voiceId, int build, DateTimeOffset? dueAt, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        await unit.Execute(
            """
            insert into intents (id, kind, voice_id, build, state, attempts, due_at, created_at)
            values (@id, @kind, @voiceId, @build, 'waiting', 0, @due, @now)
            """,
            new { id = Guid.NewGuid().ToString("N"), kind, voiceId, build, due = dueAt ?? now, now }, ct);
        unit.Afterwards(dispatcher.Wake);
    }

    public Task<Intent?> Find(string id, CancellationToken ct) =>
        db.First<Intent>("select * from intents where id = @id", new { id }, ct);

    /// <summary>The work is done, or no longer wanted.</summary>
    public static Task<int> Remove(UnitOfWork unit, string id, CancellationToken ct) =>
        unit.Execute("delete from intents where id = @id", new { id }, ct);

    /// <summary>Drops what a voice still had to do of one kind.</summary>
    public static Task<int> RemoveOf(UnitOfWork unit, string voiceId, string kind, CancellationToken ct) =>
        unit.Execute("delete from intents where voice_id = @voiceId and kind = @kind", new { voiceId, kind }, ct);

    /// <summary>Does it later.</summary>
    public Task Postpone(UnitOfWork unit, string id, DateTimeOffset dueAt, CancellationToken ct)
    {
        unit.Afterwards(dispatcher.Wake);
        return unit.Execute("update intents set due_at = @dueAt where id = @id", new { id, dueAt }, ct);
    }

    /// <summary>Does now what was put off; false when nothing of the kind is promised.</summary>
    public async Task<bool> Hurry(UnitOfWork unit, string voiceId, string kind, CancellationToken ct)
    {
        unit.Afterwards(dispatcher.Wake);
        return await unit.Execute("update intents set due_at = @now where voice_id = @voiceId and kind = @kind", new { voiceId, kind, now = time.GetUtcNow() }, ct) > 0;
    }

    /// <summary>How many of the same kind were promised earlier and are not done: 0 is next, or running.</summary>
    public Task<int> PlaceInLine(string voiceId, string kind, CancellationToken ct) => db.First<int>(
        """
        select count(*) from intents mine join intents other on other.kind = mine.kind
            and (other.created_at < mine.created_at or (other.created_at = mine.created_at and other.id < mine.id))
        where mine.voice_id = @voiceId and mine.kind = @kind
        """, new { voiceId, kind }, ct);
}
