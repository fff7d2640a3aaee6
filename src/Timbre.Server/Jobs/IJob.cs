namespace Timbre.Server.Jobs;

/// <summary>
/// Slow work that is to be done once: an immutable record whose properties are the arguments, written as JSON into the job's row.
/// </summary>
/// <remarks>
/// Its kind is declared once, where its module registers it (<c>JobModule.AddJob</c>). Old rows are read by newer servers: a property
/// that is added needs a default.
/// </remarks>
public interface IJob
{
    /// <summary>What the work is for; when that is deleted, so is the job, and a running one is stopped.</summary>
    Subject Subject { get; }

    /// <summary>The voice that the work needs, whose deletion ends it as well; null for none.</summary>
    string? VoiceId => Subject.VoiceId;

    /// <summary>Which of its kind's queues the job waits in; null where the kind has one.</summary>
    string? Queue => null;
}
