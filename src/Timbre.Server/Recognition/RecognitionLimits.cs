namespace Timbre.Server.Recognition;

/// <summary>Bounds on recognising.</summary>
internal sealed record RecognitionLimits
{
    /// <summary>Threads of a model that was added; 0 is half of the cores.</summary>
    public int RecogniserCores { get; init; }

    /// <summary>Seconds of a sound that is sent to be written down.</summary>
    public double MaxTranscriptionSeconds { get; init; } = 3600;

    /// <summary>Such sounds of one account that are in work or wait.</summary>
    public int MaxTranscriptionsPerAccount { get; init; } = 4;

    /// <summary>Minutes without work after which a model leaves the memory.</summary>
    public double ModelIdleMinutes { get; init; } = 10;

    public int Threads => RecogniserCores > 0 ? RecogniserCores : Math.Max(1, Environment.ProcessorCount / 2);
}
