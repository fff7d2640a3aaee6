namespace Timbre.Server.Projects;

/// <summary>A project on the wire.</summary>
/// <param name="IsPublic">What older clients read; nothing here is ever public.</param>
public sealed record ProjectView(
    string Uuid, string Name, string Description, bool IsPublic, bool IsCollaborative, bool IsArchived, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt)
{
    public static ProjectView Of(Project project) => new(
        project.Id, project.Name, project.Description, false, project.IsCollaborative, project.IsArchived, project.CreatedAt, project.UpdatedAt);
}
