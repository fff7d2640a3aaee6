namespace Timbre.Server.Projects;

/// <summary>A project on the wire.</summary>
/// <param name="Uuid">The project, in every path and request that means it.</param>
/// <param name="Name">Name of the project.</param>
/// <param name="Description">Anything that people should know of it.</param>
/// <param name="IsPublic">What older clients read; nothing here is ever public.</param>
/// <param name="IsCollaborative">As it was sent.</param>
/// <param name="IsArchived">As it was sent.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="UpdatedAt">When it was changed last.</param>
public sealed record ProjectView(
    string Uuid, string Name, string Description, bool IsPublic, bool IsCollaborative, bool IsArchived, DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt)
{
    public static ProjectView Of(Project project) => new(
        project.Id, project.Name, project.Description, false, project.IsCollaborative, project.IsArchived, project.CreatedAt,
        project.UpdatedAt);
}
