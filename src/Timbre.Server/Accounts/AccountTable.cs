using Timbre.Storage;

namespace Timbre.Server.Accounts;

/// <summary>The rows of accounts.</summary>
internal sealed class AccountTable(Database db)
{
    public Task<IReadOnlyList<Account>> All(CancellationToken ct) =>
        db.Query<Account>("select * from accounts order by created_at, id", null, ct);

    public Task<Account?> Find(string id, CancellationToken ct) =>
        db.First<Account>("select * from accounts where id = @id", new { id }, ct);

    public Task<Account?> FindByIdOrName(string idOrName, CancellationToken ct) =>
        db.First<Account>("select * from accounts where id = @idOrName or name = @idOrName", new { idOrName }, ct);

    public static Task Add(UnitOfWork unit, Account account, CancellationToken ct) => unit.Execute(
        """
        insert into accounts (id, name, plan, authorized_uploader, company, webhook_secret, created_at)
        values (@Id, @Name, @Plan, @AuthorizedUploader, @Company, @WebhookSecret, @CreatedAt)
        """, account, ct);

    public static Task Change(UnitOfWork unit, Account account, CancellationToken ct) => unit.Execute(
        "update accounts set name = @Name, plan = @Plan, authorized_uploader = @AuthorizedUploader, company = @Company where id = @Id",
        account, ct);

    public static Task ChangeSecret(
        UnitOfWork unit, string id, string secret, string previous, DateTimeOffset previousUntil, CancellationToken ct) => unit.Execute(
        "update accounts set webhook_secret = @secret, previous_webhook_secret = @previous, previous_secret_until = @previousUntil where "
            + "id = @id",
        new { id, secret, previous, previousUntil }, ct);
}
