using Timbre.Server.Accounts;
using Timbre.Server.Http;
using Timbre.Storage;

namespace Timbre.Server.Admin;

/// <summary>DELETE /admin/v1/keys/{id}: the key opens nothing any more.</summary>
internal static class RevokeKey
{
    public static void Map(IEndpointRouteBuilder admin) => admin.MapDelete("/keys/{id}", Handle).WithName(nameof(RevokeKey))
        .WithSummary("Revoke a key: it opens nothing any more.");

    private static async Task<BodyAnswer<DoneBody>> Handle(
        string id, Database db, KeyTable keys, Authentication authentication, TimeProvider time, CancellationToken ct)
    {
        if (await keys.Find(id, ct) is null)
            return Refusal.NotFound("key");

        await using var unit = await db.Begin(ct);
        await KeyTable.Revoke(unit, id, time.GetUtcNow(), ct);
        await unit.Commit();
        authentication.ClearCache();
        return DoneBody.Of();
    }
}
