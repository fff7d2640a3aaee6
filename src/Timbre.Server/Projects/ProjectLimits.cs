namespace Timbre.Server.Projects;

/// <summary>Bounds on the projects of an account.</summary>
internal sealed record ProjectLimits
{
    public int MaxProjectsPerAccount { get; init; } = 10_000;
}
