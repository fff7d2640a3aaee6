using System.Text.Json;
using Timbre.Storage;

namespace Timbre.Server.Terms;

/// <summary>The rows of one kind of term. Whoever asks for one names the account: another's does not exist.</summary>
/// <param name="db">The database.</param>
/// <param name="table">The kind's table.</param>
/// <param name="columns">Properties of a row that only this kind has.</param>
internal sealed class TermTable<TRow>(Database db, string table, IReadOnlyList<string> columns)
    where TRow : Term
{
    private readonly string _insert =
        $"insert into {table} (id, account_id, {Join(columns.Select(JsonNamingPolicy.SnakeCaseLower.ConvertName))}, "
        + "created_at, updated_at) "
        + $"values (@Id, @AccountId, {Join(columns.Select(column => "@" + column))}, @CreatedAt, @UpdatedAt)";

    public Task<TRow?> Find(string accountId, string id, CancellationToken ct) =>
        db.First<TRow>($"select * from {table} where id = @id and account_id = @accountId", new { id, accountId }, ct);

    /// <summary>All of an account, the oldest first.</summary>
    public Task<IReadOnlyList<TRow>> All(string accountId, CancellationToken ct) =>
        db.Query<TRow>($"select * from {table} where account_id = @accountId order by created_at, id", new { accountId }, ct);

    public async Task<(int Total, IReadOnlyList<TRow> Page)> List(string accountId, int offset, int limit, CancellationToken ct) => (
        await Count(accountId, ct),
        await db.Query<TRow>(
            $"select * from {table} where account_id = @accountId order by created_at desc, id desc limit @limit offset @offset",
            new { accountId, limit, offset }, ct));

    public Task<int> Count(string accountId, CancellationToken ct) =>
        db.First<int>($"select count(*) from {table} where account_id = @accountId", new { accountId }, ct);

    public async Task Add(TRow row, CancellationToken ct)
    {
        await using var unit = await db.Begin(ct);
        await unit.Execute(_insert, row, ct);
        await unit.Commit();
    }

    /// <returns>False when there is none.</returns>
    public async Task<bool> Delete(string accountId, string id, CancellationToken ct)
    {
        await using var unit = await db.Begin(ct);
        if (await unit.Execute($"delete from {table} where id = @id and account_id = @accountId", new { id, accountId }, ct) == 0)
            return false;
        await unit.Commit();
        return true;
    }

    private static string Join(IEnumerable<string> names) => string.Join(", ", names);
}
