using Timbre.Server.Accounts;
using Timbre.Server.Http;
using Timbre.Server.Jobs;
using Timbre.Server.Projects;
using Timbre.Storage;

namespace Timbre.Server.Batches;

/// <summary>DELETE /projects/{project}/batch/{uuid}: the batch and its clips, their sound, their work and their traces.</summary>
internal static class DeleteBatch
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapDelete("/projects/{project}/batch/{uuid}", Handle).WithName(nameof(DeleteBatch));

    private static async Task<BodyAnswer<DoneBody>> Handle(
        string project, string uuid, Account account, Database db, ProjectTable projects, BatchTable batches, Erasure erasure)
    {
        var ct = CancellationToken.None; // once begun it is finished, also when the caller has gone
        if (await projects.Find(account.Id, project, ct) is null)
            return Refusal.NotFound("project");
        if (await batches.Find(project, uuid, ct) is null)
            return Refusal.NotFound("batch");

        IReadOnlyList<string> work, sounds;
        await using (var unit = await db.Begin(ct))
        {
            await Subject.Batch(uuid).Lock(unit, db.Dialect, ct); // its job cannot end an element between this look and the end
            work = await unit.Query<string>("select id from clips where batch_id = @uuid", new { uuid }, ct);
            sounds = await unit.Query<string>("select blob from clips where batch_id = @uuid and blob is not null", new { uuid }, ct);
            await BatchTable.Delete(unit, uuid, ct);
            await unit.Commit();
        }

        await erasure.Finish([uuid, .. work], sounds);
        return DoneBody.Of();
    }
}
