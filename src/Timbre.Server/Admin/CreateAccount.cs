using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Timbre.Server.Accounts;
using Timbre.Server.Http;
using Timbre.Storage;

namespace Timbre.Server.Admin;

/// <summary>POST /admin/v1/accounts: a new account without keys.</summary>
internal static class CreateAccount
{
    /// <param name="Name">Name of the account, unique on the server.</param>
    /// <param name="Plan">`pro` for an account that may create voices; any other for one that may not.</param>
    /// <param name="AuthorizedUploader">Whether it builds voices without consent.</param>
    /// <param name="Company">The company that a consent names.</param>
    public sealed record Request(
        [Required, MaxLength(200)] string? Name,
        [MaxLength(50), DefaultValue("pro")] string? Plan,
        [DefaultValue(false)] bool? AuthorizedUploader,
        [MaxLength(200)] string? Company);

    public static void Map(IEndpointRouteBuilder admin) => admin.MapPost("/accounts", Handle).WithName(nameof(CreateAccount))
        .WithExample("""{"name":"studio","plan":"pro","company":"Example Ltd"}""")
        .Refuses(409);

    private static async Task<Answer<AccountView>> Handle(
        Request request, Database db, AccountTable accounts, TimeProvider time, CancellationToken ct)
    {
        if (Refuse(request.Name, request.Plan, request.Company) is { } refusal)
            return refusal;
        if (await accounts.FindByIdOrName(request.Name!, ct) is not null)
            return new Refusal(409, "name_taken", $"name: there is an account \"{request.Name}\" already.");

        var account = Account.New(
            request.Name!, request.Plan ?? "pro", request.AuthorizedUploader ?? false, request.Company, time.GetUtcNow());
        await using var unit = await db.Begin(ct);
        await AccountTable.Add(unit, account, ct);
        await unit.Commit();
        return AccountView.Of(account);
    }

    internal static Refusal? Refuse(string? name, string? plan, string? company) =>
        string.IsNullOrWhiteSpace(name) || name.Length > 200 ? Refusal.BadRequest("invalid_name", "name: 1 to 200 characters.")
        : plan is { Length: 0
            or > 50 } ? Refusal.BadRequest("invalid_plan", "plan: 1 to 50 characters, \"pro\" for an account that may create voices.")
        : company is { Length: > 200 } ? Refusal.BadRequest("invalid_company", "company: at most 200 characters.")
        : null;
}
