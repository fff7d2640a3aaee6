using Timbre.Server.Accounts;
using Timbre.Server.Http;
using Timbre.Server.Jobs;
using Timbre.Storage;

namespace Timbre.Server.Projects;

/// <summary>DELETE /projects/{uuid}: the project with its clips and batches, their sound, their work and their traces.</summary>
internal static class DeleteProject
{
    public static void Map(IEndpointRouteBuilder api) => api.MapDelete("/projects/{uuid}", Handle).WithName(nameof(DeleteProject))
        .WithSummary("Delete the project with its clips and batches, their sound and their work.");

    private static async Task<BodyAnswer<DoneBody>> Handle(
        string uuid, Account account, Database db, ProjectTable projects, Erasure erasure)
    {
        var ct = CancellationToken.None; // once begun it is finished, also when the caller has gone
        IReadOnlyList<string> work, blobs;
        await using (var unit = await db.Begin(ct))
        {
            if (await projects.Lock(unit, account.Id, uuid, ct) is null)
                return Refusal.NotFound("project");
            work = await unit.Query<string>(
                "select id from clips where project_id = @uuid union all select id from batches where project_id = @uuid", new { uuid },
                ct);
            blobs = await unit.Query<string>("select blob from clips where project_id = @uuid and blob is not null", new { uuid }, ct);
            await ProjectTable.Delete(unit, uuid, ct);
            await unit.Commit();
        }

        await erasure.Finish(work, blobs);
        return DoneBody.Of();
    }
}
