using Timbre.Server.Accounts;
using Timbre.Server.Http;

namespace Timbre.Server.Terms;

/// <summary>
/// What the four routes of a kind of term do: create, list, get, delete. A term is not changed: the newest of a text counts.
/// </summary>
internal sealed class TermResource<TRow, TRequest, TView>(
    TermKind<TRow, TRequest, TView> kind, TermTable<TRow> rows, TermLimits limits, TimeProvider time)
    where TRow : Term
    where TRequest : class
{
    public async Task<Answer<TView>> Create(TRequest request, Account account, CancellationToken ct)
    {
        var read = kind.Read(request);
        if (await rows.Count(account.Id, ct) >= limits.MaxTermsPerAccount)
            return Refusal.BadRequest(
                $"too_many_{kind.Table}",
                $"This account has {limits.MaxTermsPerAccount} {kind.Noun}s, which is the limit: delete one first.");

        var now = time.GetUtcNow();
        var row = read with { Id = Guid.NewGuid().ToString("N"), AccountId = account.Id, CreatedAt = now, UpdatedAt = now };
        await rows.Add(row, ct);
        return kind.View(row);
    }

    public async Task<PageAnswer<TView>> List(Account account, Paging paging, CancellationToken ct)
    {
        var (total, page) = await rows.List(account.Id, paging.Offset, paging.PageSize, ct);
        return PageBody<TView>.Of(paging, total, [.. page.Select(kind.View)]);
    }

    public async Task<Answer<TView>> Get(string uuid, Account account, CancellationToken ct) =>
        await rows.Find(account.Id, uuid, ct) is { } row ? kind.View(row) : Refusal.NotFound(kind.Noun);

    public async Task<BodyAnswer<DoneBody>> Delete(string uuid, Account account, CancellationToken ct) =>
        await rows.Delete(account.Id, uuid, ct) ? DoneBody.Of() : Refusal.NotFound(kind.Noun);
}
