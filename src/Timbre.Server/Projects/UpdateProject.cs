using Timbre.Server.Accounts;
using Timbre.Server.Http;
using Timbre.Storage;

namespace Timbre.Server.Projects;

/// <summary>PUT or PATCH /projects/{uuid}: what is given changes.</summary>
internal static class UpdateProject
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapMethods("/projects/{uuid}", ["PUT", "PATCH"], Handle).WithName(nameof(UpdateProject))
        .WithExample("""{"name":"Evening news"}""");

    private static async Task<Answer<ProjectView>> Handle(
        string uuid, CreateProject.Request request, Account account, Database db, ProjectTable projects, TimeProvider time,
        CancellationToken ct)
    {
        if (await projects.Find(account.Id, uuid, ct) is null)
            return Refusal.NotFound("project");
        if (CreateProject.Refuse(request, nameNeeded: false) is { } refusal)
            return refusal;

        await using var unit = await db.Begin(ct);
        if (await projects.Lock(unit, account.Id, uuid, ct) is not { } now)
            return Refusal.NotFound("project"); // deleted meanwhile
        var project = now with
        {
            Name = request.Name?.Trim() ?? now.Name,
            Description = request.Description ?? now.Description,
            IsCollaborative = Fields.Flag(request.IsCollaborative, now.IsCollaborative),
            IsArchived = Fields.Flag(request.IsArchived, now.IsArchived),
            UpdatedAt = time.GetUtcNow(),
        };
        await ProjectTable.Change(unit, project, ct);
        await unit.Commit();
        return ProjectView.Of(project);
    }
}
