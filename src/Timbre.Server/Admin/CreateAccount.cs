using Timbre.Server.Keys;
using Timbre.Server.Plumbing;
using Timbre.Storage;

namespace Timbre.Server.Admin;

/// <summary>POST /admin/v1/accounts: a new account without keys.</summary>
internal static class CreateAccount
{
    public sealed record Request(string? Name, string? Plan, bool? AuthorizedUploader, string? Company);

    public static void Map(IEndpointRouteBuilder admin) => admin.MapPost("/accounts", Handle).WithName(nameof(CreateAccount));

    private static async Task<Answer<AccountView>> Handle(Request request, Database db, AccountTable accounts, TimeProvider time, CancellationToken ct)
    {
        if (Refuse(request.Name, request.Plan, request.Company) is { } refusal)
            return refusal;
        if (await accounts.FindByIdOrName(request.Name!, ct) is not null)
            return new Refusal(409, "name_taken", $"name: there is an account \"{request.Name}\" already.");

        var account = Account.New(request.Name!, request.Plan ?? "pro", request.AuthorizedUploader ?? false, request.Company, time.GetUtcNow());
        await using var unit = await db.Begin(ct);
        await AccountTable.Add(unit, account, ct);
        await unit.Commit();
        return AccountView.Of(account);
    }

    internal static Refusal? Refuse(string? name, string? plan, string? company) =>
        string.IsNullOrWhiteSpace(name) || name.Length > 200 ? Refusal.BadRequest("invalid_name", "name: 1 to 200 characters.")
        : plan is { Length: 0 or > 50 } ? Refusal.BadRequest("invalid_plan", "plan: 1 to 50 characters, \"pro\" for an account that may create voices.")
        : company is { Length: > 200 } ? Refusal.BadRequest("invalid_company", "company: at most 200 characters.")
        : null;
}
