namespace Timbre.Server.Projects;

/// <summary>A row of projects: what an account's clips are sorted into.</summary>
public sealed record Project
{
    public required string Id { get; init; }
    public required string AccountId { get; init; }
    public required string Name { get; init; }
    public required string Description { get; init; }
    public required bool IsCollaborative { get; init; }
    public required bool IsArchived { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset UpdatedAt { get; init; }
}
