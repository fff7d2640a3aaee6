namespace Timbre.Server.Batches;

/// <summary>Bounds on one batch.</summary>
internal sealed record BatchLimits
{
    public int MaxBatchElements { get; init; } = 1000;
}
