using Timbre.Storage;

namespace Timbre.Server.Accounts;

/// <summary>The rows of keys.</summary>
internal sealed class KeyTable(Database db)
{
    public Task<ApiKey?> FindByHash(string hash, CancellationToken ct) =>
        db.First<ApiKey>("select * from keys where hash = @hash and revoked_at is null", new { hash }, ct);

    public Task<ApiKey?> Find(string id, CancellationToken ct) =>
        db.First<ApiKey>("select * from keys where id = @id", new { id }, ct);

    public Task<IReadOnlyList<ApiKey>> Of(string? accountId, CancellationToken ct) =>
        db.Query<ApiKey>(
            "select * from keys where cast(@accountId as text) is null or account_id = @accountId order by created_at, id",
            new { accountId }, ct);

    public static Task Add(UnitOfWork unit, ApiKey key, CancellationToken ct) => unit.Execute(
        """
        insert into keys (id, account_id, label, prefix, hash, created_at)
        values (@Id, @AccountId, @Label, @Prefix, @Hash, @CreatedAt)
        """, key, ct);

    public static Task<int> Revoke(UnitOfWork unit, string id, DateTimeOffset now, CancellationToken ct) =>
        unit.Execute("update keys set revoked_at = @now where id = @id and revoked_at is null", new { id, now }, ct);

    public static Task Touch(UnitOfWork unit, string id, DateTimeOffset now, CancellationToken ct) =>
        unit.Execute("update keys set last_used_at = @now where id = @id", new { id, now }, ct);
}
