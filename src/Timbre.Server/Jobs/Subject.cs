using Timbre.Storage;

namespace Timbre.Server.Jobs;

/// <summary>What work is for and a callback about: a voice, a clip or a batch. Deleting it deletes both.</summary>
public readonly record struct Subject
{
    private Subject(string kind, string id) => (Kind, Id) = (kind, id);

    /// <summary><c>voice</c>, <c>clip</c> or <c>batch</c>.</summary>
    public string Kind { get; }
    public string Id { get; }

    /// <summary>The column of jobs and callbacks that names it.</summary>
    public string Column => $"{Kind}_id";

    public string? VoiceId => Kind == "voice" ? Id : null;

    public string? ClipId => Kind == "clip" ? Id : null;

    public string? BatchId => Kind == "batch" ? Id : null;

    /// <summary>Everything that work can be for.</summary>
    public static IReadOnlyList<string> Kinds { get; } = ["voice", "clip", "batch"];

    /// <summary>Of a kind and an id.</summary>
    public static Subject Of(string kind, string id) =>
        Kinds.Contains(kind) ? new(kind, id) : throw new ArgumentException("No kind of subject.", nameof(kind));

    public static Subject Voice(string id) => new("voice", id);

    public static Subject Clip(string id) => new("clip", id);

    public static Subject Batch(string id) => new("batch", id);

    private string Table => Kind == "batch" ? "batches" : Kind + "s";

    /// <summary>Whether the account has it, in this project where one is named.</summary>
    public async Task<bool> IsOwnedBy(Database db, string accountId, string? projectId, CancellationToken ct) =>
        await db.First<string>(
            $"select id from {Table} where id = @Id and account_id = @accountId{(projectId is null ? "" : " and project_id = @projectId")}",
            new { Id, accountId, projectId }, ct) is not null;

    /// <summary>The account that owns it, or null when it is gone.</summary>
    public Task<string?> Account(UnitOfWork unit, CancellationToken ct) =>
        unit.First<string>($"select account_id from {Table} where id = @Id", new { Id }, ct);

    /// <summary>Locks its row where the database knows row locks; the account that owns it, or null when it is gone.</summary>
    public Task<string?> Lock(UnitOfWork unit, Dialect dialect, CancellationToken ct) => unit.First<string>(
        $"select account_id from {Table} where id = @Id{(dialect == Dialect.Postgres ? " for update" : "")}", new { Id }, ct);
}
