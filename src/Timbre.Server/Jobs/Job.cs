namespace Timbre.Server.Jobs;

/// <summary>
/// A row of jobs: slow work that is written with the row that makes it necessary, and deleted with the row that holds its result.
/// </summary>
public sealed record Job
{
    /// <summary>Random, and all that Quartz's tables ever hold of a job.</summary>
    public required string Id { get; init; }

    /// <summary>Which handler does it.</summary>
    public required string Kind { get; init; }

    /// <summary>Where it waits: the kind, or a queue of the kind (<c>kind/queue</c>). Limits are those of a queue.</summary>
    public required string Queue { get; init; }

    /// <summary>JSON of the <see cref="IJob"/>.</summary>
    public required string Arguments { get; init; }
    public string? VoiceId { get; init; }
    public string? ClipId { get; init; }
    public string? BatchId { get; init; }

    /// <summary>Whose work it is; accounts take turns.</summary>
    public required string AccountId { get; init; }

    /// <summary>One of <see cref="JobState"/>.</summary>
    public required string State { get; init; }

    /// <summary>How many times it has failed by an exception.</summary>
    public required int Attempts { get; init; }

    /// <summary>The earliest moment at which it may run; jobs of an account run in the order of these moments.</summary>
    public required DateTimeOffset DueAt { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The server that runs it; null where none does.</summary>
    public string? Owner { get; init; }

    /// <summary>How many times it was claimed: tells a run from the one that took its place.</summary>
    public required int Epoch { get; init; }

    /// <summary>Until when the owner counts as alive without renewing this; null where nobody runs it.</summary>
    public DateTimeOffset? LeaseUntil { get; init; }

    public Subject Subject =>
        ClipId is not null ? Subject.Clip(ClipId) : BatchId is not null ? Subject.Batch(BatchId) : Subject.Voice(VoiceId!);
}

/// <summary>The states of a job. How one leads to another is drawn in <c>docs/jobs.md</c>, from <see cref="JobStates"/>.</summary>
internal static class JobState
{
    /// <summary>Due: runs as soon as its queue and its account have a free place.</summary>
    public const string Queued = "queued";

    /// <summary>A server works on it.</summary>
    public const string Running = "running";

    /// <summary>Not due yet: Quartz wakes a worker at that time.</summary>
    public const string Waiting = "waiting";

    /// <summary>Given up after too many exceptions; kept for the operator for a week.</summary>
    public const string Failed = "failed";
}
