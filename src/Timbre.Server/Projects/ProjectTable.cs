using Timbre.Storage;

namespace Timbre.Server.Projects;

/// <summary>The rows of projects. Whoever asks for one names the account: another's does not exist.</summary>
internal sealed class ProjectTable(Database db)
{
    public Task<Project?> Find(string accountId, string id, CancellationToken ct) =>
        db.First<Project>("select * from projects where id = @id and account_id = @accountId", new { id, accountId }, ct);

    /// <summary>The row inside a transaction, locked against others where the database knows row locks.</summary>
    public Task<Project?> Lock(UnitOfWork unit, string accountId, string id, CancellationToken ct) => unit.First<Project>(
        $"select * from projects where id = @id and account_id = @accountId{(db.Dialect == Dialect.Postgres ? " for update" : "")}",
        new { id, accountId }, ct);

    public async Task<(int Total, IReadOnlyList<Project> Page)> List(string accountId, int offset, int limit, CancellationToken ct) => (
        await Count(accountId, ct),
        await db.Query<Project>(
            "select * from projects where account_id = @accountId order by created_at desc, id desc limit @limit offset @offset",
            new { accountId, limit, offset }, ct));

    public Task<int> Count(string accountId, CancellationToken ct) =>
        db.First<int>("select count(*) from projects where account_id = @accountId", new { accountId }, ct);

    public static Task Add(UnitOfWork unit, Project project, CancellationToken ct) => unit.Execute(
        """
        insert into projects (id, account_id, name, description, is_collaborative, is_archived, created_at, updated_at)
        values (@Id, @AccountId, @Name, @Description, @IsCollaborative, @IsArchived, @CreatedAt, @UpdatedAt)
        """, project, ct);

    public static Task Change(UnitOfWork unit, Project project, CancellationToken ct) => unit.Execute(
        """
        update projects set name = @Name, description = @Description, is_collaborative = @IsCollaborative,
            is_archived = @IsArchived, updated_at = @UpdatedAt
        where id = @Id
        """, project, ct);

    public static Task<int> Delete(UnitOfWork unit, string id, CancellationToken ct) =>
        unit.Execute("delete from projects where id = @id", new { id }, ct);
}
