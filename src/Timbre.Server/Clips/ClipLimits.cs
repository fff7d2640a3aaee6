namespace Timbre.Server.Clips;

/// <summary>Bounds on the clips of a project.</summary>
internal sealed record ClipLimits
{
    public int MaxClipsPerProject { get; init; } = 100_000;
}
