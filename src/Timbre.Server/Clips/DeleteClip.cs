using Timbre.Server.Accounts;
using Timbre.Server.Http;
using Timbre.Server.Jobs;
using Timbre.Server.Projects;
using Timbre.Storage;

namespace Timbre.Server.Clips;

/// <summary>DELETE /projects/{project}/clips/{uuid}: the clip, its sound, its work and its traces.</summary>
internal static class DeleteClip
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapDelete("/projects/{project}/clips/{uuid}", Handle).WithName(nameof(DeleteClip));

    private static async Task<BodyAnswer<DoneBody>> Handle(
        string project, string uuid, Account account, Database db, ProjectTable projects, ClipTable clips, Erasure erasure)
    {
        var ct = CancellationToken.None; // once begun it is finished, also when the caller has gone
        if (await projects.Find(account.Id, project, ct) is null)
            return Refusal.NotFound("project");

        string? sound;
        await using (var unit = await db.Begin(ct))
        {
            if (await clips.Lock(unit, uuid, ct) is not { } clip || clip.ProjectId != project)
                return Refusal.NotFound("clip");
            sound = clip.Blob;
            await ClipTable.Delete(unit, uuid, ct);
            await unit.Commit();
        }

        await erasure.Finish([uuid], sound is null ? [] : [sound]);
        return DoneBody.Of();
    }
}
