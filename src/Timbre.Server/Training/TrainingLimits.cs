namespace Timbre.Server.Training;

/// <summary>Bounds on training.</summary>
internal sealed record TrainingLimits
{
    public int MaxTrainingsAtOnce { get; init; } = 1;

    /// <summary>Threads of one training; 0 is half of the machine's.</summary>
    public int TrainingCores { get; init; }
}
