using Timbre.Server.Accounts;
using Timbre.Server.Http;
using Timbre.Storage;

namespace Timbre.Server.Terms.Substitutions;

/// <summary>DELETE /term_substitutions/{uuid}: from the next text on it is not applied any more.</summary>
internal static class DeleteSubstitution
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapDelete("/term_substitutions/{uuid}", Handle).WithName(nameof(DeleteSubstitution))
        .WithSummary("Delete a term substitution: from the next text on it is not applied any more.");

    private static async Task<BodyAnswer<DoneBody>> Handle(string uuid, Account account, Database db, CancellationToken ct)
    {
        await using var unit = await db.Begin(ct);
        if (await SubstitutionTable.Delete(unit, account.Id, uuid, ct) == 0)
            return Refusal.NotFound("term substitution");
        await unit.Commit();
        return DoneBody.Of();
    }
}
