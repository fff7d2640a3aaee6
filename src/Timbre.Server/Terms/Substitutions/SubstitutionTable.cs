using Timbre.Storage;

namespace Timbre.Server.Terms.Substitutions;

/// <summary>The rows of term_substitutions. Whoever asks for one names the account: another's does not exist.</summary>
internal sealed class SubstitutionTable(Database db)
{
    public Task<Substitution?> Find(string accountId, string id, CancellationToken ct) =>
        db.First<Substitution>("select * from term_substitutions where id = @id and account_id = @accountId", new { id, accountId }, ct);

    /// <summary>All of an account, the oldest first.</summary>
    public Task<IReadOnlyList<Substitution>> All(string accountId, CancellationToken ct) =>
        db.Query<Substitution>(
            "select * from term_substitutions where account_id = @accountId order by created_at, id", new { accountId }, ct);

    public async Task<(int Total, IReadOnlyList<Substitution> Page)> List(string accountId, int offset, int limit, CancellationToken ct) =>
        (
        await Count(accountId, ct),
        await db.Query<Substitution>(
            "select * from term_substitutions where account_id = @accountId order by created_at desc, id desc limit @limit offset @offset",
            new { accountId, limit, offset }, ct));

    public Task<int> Count(string accountId, CancellationToken ct) =>
        db.First<int>("select count(*) from term_substitutions where account_id = @accountId", new { accountId }, ct);

    public static Task Add(UnitOfWork unit, Substitution substitution, CancellationToken ct) => unit.Execute(
        """
        insert into term_substitutions (id, account_id, original_text, replacement_text, created_at, updated_at)
        values (@Id, @AccountId, @OriginalText, @ReplacementText, @CreatedAt, @UpdatedAt)
        """, substitution, ct);

    public static Task<int> Delete(UnitOfWork unit, string accountId, string id, CancellationToken ct) =>
        unit.Execute("delete from term_substitutions where id = @id and account_id = @accountId", new { id, accountId }, ct);
}
