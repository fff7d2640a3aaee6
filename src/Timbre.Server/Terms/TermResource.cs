using Timbre.Server.Accounts;
using Timbre.Server.Http;

namespace Timbre.Server.Terms;

/// <summary>The four routes of a kind of term: create, list, get, delete. A term is not changed: the newest of a text counts.</summary>
internal sealed class TermResource<TRow, TRequest, TView>(
    TermKind<TRow, TRequest, TView> kind, TermTable<TRow> rows, TermLimits limits, TimeProvider time)
    where TRow : Term
    where TRequest : class
{
    public void Map(IEndpointRouteBuilder api)
    {
        var (all, one) = ($"/{kind.Table}", $"/{kind.Table}/{{uuid}}");
        api.MapPost(all, Create).WithName($"Create{kind.Name}").WithSummary(kind.CreateSummary).WithExample(kind.Example);
        api.MapGet(all, List).WithName($"List{kind.Name}s").WithSummary($"The account's {kind.Noun}s, newest first.");
        api.MapGet(one, Get).WithName($"Get{kind.Name}").WithSummary($"One of the account's {kind.Noun}s.");
        api.MapDelete(one, Delete).WithName($"Delete{kind.Name}")
            .WithSummary($"Delete a {kind.Noun}: from the next text on it is not applied any more.");
    }

    private async Task<Answer<TView>> Create(TRequest request, Account account, CancellationToken ct)
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

    private async Task<PageAnswer<TView>> List(Account account, Paging paging, CancellationToken ct)
    {
        var (total, page) = await rows.List(account.Id, paging.Offset, paging.PageSize, ct);
        return PageBody<TView>.Of(paging, total, [.. page.Select(kind.View)]);
    }

    private async Task<Answer<TView>> Get(string uuid, Account account, CancellationToken ct) =>
        await rows.Find(account.Id, uuid, ct) is { } row ? kind.View(row) : Refusal.NotFound(kind.Noun);

    private async Task<BodyAnswer<DoneBody>> Delete(string uuid, Account account, CancellationToken ct) =>
        await rows.Delete(account.Id, uuid, ct) ? DoneBody.Of() : Refusal.NotFound(kind.Noun);
}
