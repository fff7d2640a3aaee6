using Timbre.Server.Clips;
using Timbre.Storage;

namespace Timbre.Server.Batches;

/// <summary>The rows of batches. Whoever asks for a project's batch has found the project in the account.</summary>
internal sealed class BatchTable(Database db, TimeProvider time)
{
    /// <summary>A clip that nobody has changed since the batch was made; a changed one is rendered by itself.</summary>
    private const string Unchanged = "version = 1";

    public sealed record Element(string Title, string Body, string Status);

    public Task<Batch?> Find(string projectId, string id, CancellationToken ct) =>
        db.First<Batch>("select * from batches where id = @id and project_id = @projectId", new { id, projectId }, ct);

    /// <summary>For the server's own work, whoever owns it.</summary>
    public Task<Batch?> Find(string id, CancellationToken ct) => db.First<Batch>("select * from batches where id = @id", new { id }, ct);

    /// <summary>A page of a project's batches, newest first.</summary>
    public async Task<(int Total, IReadOnlyList<Batch> Page)> List(string projectId, int offset, int limit, CancellationToken ct)
    {
        var total = await db.First<int>("select count(*) from batches where project_id = @projectId", new { projectId }, ct);
        var page = await db.Query<Batch>(
            "select * from batches where project_id = @projectId order by created_at desc, id desc limit @limit offset @offset",
            new { projectId, limit, offset }, ct);
        return (total, page);
    }

    /// <summary>The elements in their order.</summary>
    public static Task<IReadOnlyList<Element>> Elements(UnitOfWork moment, string id, CancellationToken ct) =>
        moment.Query<Element>("select title, body, status from clips where batch_id = @id order by place", new { id }, ct);

    /// <summary>The clips that are done, in their order, without their times: a thousand of those would be much.</summary>
    public static Task<IReadOnlyList<Clip>> Done(UnitOfWork moment, string id, CancellationToken ct) => moment.Query<Clip>(
        """
        select id, account_id, project_id, voice_id, batch_id, place, title, body, is_archived,
            output_format, precision, sample_rate, include_timestamps, suggestions,
            status, issues, version, blob, seconds, character_count, last_generated_at, created_at, updated_at,
            (select name from voices where id = clips.voice_id) as voice_name
        from clips where batch_id = @id and status <> 'rendering' order by place
        """, new { id }, ct);

    /// <summary>The next element to be said, or null.</summary>
    public Task<Clip?> Next(string id, CancellationToken ct) =>
        db.First<Clip>(
            $"select * from clips where batch_id = @id and status = 'rendering' and {Unchanged} order by place limit 1", new { id }, ct);

    /// <summary>The same element inside a transaction, locked, when it still is to be said.</summary>
    public async Task<bool> Pending(UnitOfWork unit, string clipId, CancellationToken ct) => await unit.First<string>(
        $"select id from clips where id = @clipId and status = 'rendering' and {Unchanged}{(db.Dialect == Dialect.Postgres
            ? " for update"
            : "")}",
        new { clipId }, ct) is not null;

    public static Task Add(UnitOfWork unit, Batch batch, CancellationToken ct) => unit.Execute(
        """
        insert into batches (id, account_id, project_id, voice_id, callback_uri, link_base, created_at, updated_at)
        values (@Id, @AccountId, @ProjectId, @VoiceId, @CallbackUri, @LinkBase, @CreatedAt, @UpdatedAt)
        """, batch, ct);

    public Task Touch(UnitOfWork unit, string id, CancellationToken ct) =>
        unit.Execute("update batches set updated_at = @now where id = @id", new { id, now = time.GetUtcNow() }, ct);

    public static Task<int> Delete(UnitOfWork unit, string id, CancellationToken ct) =>
        unit.Execute("delete from batches where id = @id", new { id }, ct);
}
