using System.ComponentModel.DataAnnotations;
using Timbre.Server.Accounts;
using Timbre.Server.Http;
using Timbre.Storage;

namespace Timbre.Server.Admin;

/// <summary>PATCH /admin/v1/accounts/{id}: what is given changes, the rest stays.</summary>
internal static class ChangeAccount
{
    /// <param name="Name">Name of the account, unique on the server.</param>
    /// <param name="Plan">`pro` for an account that may create voices; any other for one that may not.</param>
    /// <param name="AuthorizedUploader">Whether it builds voices without consent.</param>
    /// <param name="Company">The company that a consent names.</param>
    public sealed record Request(
        [MaxLength(200)] string? Name, [MaxLength(50)] string? Plan, bool? AuthorizedUploader, [MaxLength(200)] string? Company);

    public static void Map(IEndpointRouteBuilder admin) => admin.MapPatch("/accounts/{id}", Handle).WithName(nameof(ChangeAccount))
        .WithExample("""{"company":"Example Ltd"}""")
        .Refuses(409);

    private static async Task<Answer<AccountView>> Handle(
        string id, Request request, Database db, AccountTable accounts, Authentication authentication, CancellationToken ct)
    {
        if (await accounts.FindByIdOrName(id, ct) is not { } account)
            return Refusal.NotFound("account");
        if (CreateAccount.Refuse(request.Name ?? account.Name, request.Plan, request.Company) is { } refusal)
            return refusal;
        if (request.Name is not null && await accounts.FindByIdOrName(request.Name, ct) is { } other && other.Id != account.Id)
            return new Refusal(409, "name_taken", $"name: there is an account \"{request.Name}\" already.");

        var changed = account with
        {
            Name = request.Name ?? account.Name,
            Plan = request.Plan ?? account.Plan,
            AuthorizedUploader = request.AuthorizedUploader ?? account.AuthorizedUploader,
            Company = request.Company ?? account.Company,
        };
        await using var unit = await db.Begin(ct);
        await AccountTable.Change(unit, changed, ct);
        await unit.Commit();
        authentication.ClearCache();
        return AccountView.Of(changed);
    }
}
