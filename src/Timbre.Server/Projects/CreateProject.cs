using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Timbre.Server.Accounts;
using Timbre.Server.Http;
using Timbre.Storage;

namespace Timbre.Server.Projects;

/// <summary>POST /projects: a name is all that is needed.</summary>
internal static class CreateProject
{
    public const int MaxName = 256;
    public const int MaxDescription = 1024;

    /// <param name="Name">Name of the project.</param>
    /// <param name="Description">Anything that people should know of it.</param>
    /// <param name="IsCollaborative">Kept with the project; an account's projects are all its keys' alike.</param>
    /// <param name="IsArchived">Kept with the project, for whoever lists them.</param>
    /// <param name="IsPublic">Taken from older clients; changes nothing.</param>
    public sealed record Request(
        [MaxLength(MaxName)] string? Name,
        [MaxLength(MaxDescription), DefaultValue("")] string? Description,
        [SentAs(typeof(bool)), DefaultValue(false)] JsonElement? IsCollaborative,
        [SentAs(typeof(bool)), DefaultValue(false)] JsonElement? IsArchived,
        [SentAs(typeof(bool)), DefaultValue(false)] JsonElement? IsPublic);

    public static void Map(IEndpointRouteBuilder api) => api.MapPost("/projects", Handle).WithName(nameof(CreateProject))
        .WithSummary("Create a project, which clips are sorted into. A name is all that is needed.")
        .Requires("name")
        .WithExample("""{"name":"Morning news","description":"","is_collaborative":false,"is_archived":false}""");

    private static async Task<Answer<ProjectView>> Handle(
        Request request, Account account, Database db, ProjectTable projects, ProjectLimits limits, TimeProvider time, CancellationToken ct)
    {
        if (Refuse(request, nameNeeded: true) is { } refusal)
            return refusal;
        if (await projects.Count(account.Id, ct) >= limits.MaxProjectsPerAccount)
            return Refusal.BadRequest(
                "too_many_projects",
                $"This account has {limits.MaxProjectsPerAccount} projects, which is the limit: delete one first.");

        var now = time.GetUtcNow();
        var project = new Project
        {
            Id = Guid.NewGuid().ToString("N"),
            AccountId = account.Id,
            Name = request.Name!.Trim(),
            Description = request.Description ?? "",
            IsCollaborative = Fields.Flag(request.IsCollaborative, fallback: false),
            IsArchived = Fields.Flag(request.IsArchived, fallback: false),
            CreatedAt = now,
            UpdatedAt = now,
        };
        await using var unit = await db.Begin(ct);
        await ProjectTable.Add(unit, project, ct);
        await unit.Commit();
        return ProjectView.Of(project);
    }

    /// <summary>Why the fields cannot be stored, for create and update alike.</summary>
    public static Refusal? Refuse(Request request, bool nameNeeded) =>
        (nameNeeded || request.Name is not null) && string.IsNullOrWhiteSpace(request.Name)
            ? Refusal.BadRequest("invalid_name", $"name: a project needs a name, 1 to {MaxName} characters.")
        : Fields.Text("name", request.Name, MaxName)
            ?? Fields.Text("description", request.Description, MaxDescription)
            ?? Fields.RefuseFlag("is_collaborative", request.IsCollaborative)
            ?? Fields.RefuseFlag("is_archived", request.IsArchived)
            ?? Fields.RefuseFlag("is_public", request.IsPublic);
}
