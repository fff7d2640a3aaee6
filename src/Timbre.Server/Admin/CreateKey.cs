using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Timbre.Server.Accounts;
using Timbre.Server.Http;
using Timbre.Storage;

namespace Timbre.Server.Admin;

/// <summary>POST /admin/v1/keys: a new key, shown in this answer and never again.</summary>
internal static class CreateKey
{
    /// <param name="Account">The account's id or name.</param>
    /// <param name="Label">By which people tell keys apart.</param>
    public sealed record Request([DefaultValue(Account.DefaultName)] string? Account, [MaxLength(200)] string? Label);

    public static void Map(IEndpointRouteBuilder admin) => admin.MapPost("/keys", Handle).WithName(nameof(CreateKey))
        .WithExample("""{"account":"default","label":"laptop"}""")
        .Refuses(404);

    private static async Task<Answer<KeyView>> Handle(
        Request request, Database db, AccountTable accounts, TimeProvider time, CancellationToken ct)
    {
        if (await accounts.FindByIdOrName(request.Account ?? Account.DefaultName, ct) is not { } account)
            return Refusal.NotFound("account");
        if (request.Label is { Length: > 200 })
            return Refusal.BadRequest("invalid_label", "label: at most 200 characters.");

        var text = ApiKey.Generate();
        var key = ApiKey.New(account.Id, request.Label, text, time.GetUtcNow());
        await using var unit = await db.Begin(ct);
        await KeyTable.Add(unit, key, ct);
        await unit.Commit();
        return KeyView.Of(key, text);
    }
}
