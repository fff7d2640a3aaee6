using System.Text;

namespace Timbre.Server.Jobs;

/// <summary>What moves a job from one state to another. Every statement that writes <c>jobs.state</c> is one of these.</summary>
internal enum JobChange
{
    /// <summary>Enqueued, due at once.</summary>
    Enqueued,

    /// <summary>Enqueued for later.</summary>
    EnqueuedForLater,

    /// <summary>Its time has come, or somebody wants it now.</summary>
    Due,

    /// <summary>A worker takes it.</summary>
    Claimed,

    /// <summary>It stops before its end: the server stops or pauses, another queue comes next, or its owner died.</summary>
    Parked,

    /// <summary>Its handler puts it off.</summary>
    Postponed,

    /// <summary>An exception, and attempts are left.</summary>
    Retried,

    /// <summary>An exception, and no attempts are left.</summary>
    Abandoned,

    /// <summary>Its handler has deleted it with its result, or its subject is deleted.</summary>
    Completed,
}

/// <summary>The state machine of a job, as a table: the page in docs is drawn from it.</summary>
internal static class JobStates
{
    /// <summary>Where a job is before it is enqueued and after it is completed: nowhere.</summary>
    public const string None = "[*]";

    /// <summary>From, change, to.</summary>
    public static readonly IReadOnlyList<(string From, JobChange Change, string To)> Table =
    [
        (None, JobChange.Enqueued, JobState.Queued),
        (None, JobChange.EnqueuedForLater, JobState.Waiting),
        (JobState.Waiting, JobChange.Due, JobState.Queued),
        (JobState.Queued, JobChange.Claimed, JobState.Running),
        (JobState.Running, JobChange.Parked, JobState.Queued),
        (JobState.Running, JobChange.Postponed, JobState.Waiting),
        (JobState.Running, JobChange.Retried, JobState.Waiting),
        (JobState.Running, JobChange.Abandoned, JobState.Failed),
        (JobState.Running, JobChange.Completed, None),
        (JobState.Queued, JobChange.Completed, None),
        (JobState.Waiting, JobChange.Completed, None),
        (JobState.Failed, JobChange.Completed, None),
    ];

    /// <summary>As a Mermaid diagram.</summary>
    public static string Drawing()
    {
        var text = new StringBuilder("stateDiagram-v2\n");
        foreach (var (from, change, to) in Table)
            text.Append($"    {from} --> {to}: {change}\n");
        return text.ToString();
    }
}
