using Timbre.Server.Jobs;
using Timbre.Server.Recordings;
using Timbre.Server.Voices;
using Timbre.Storage;

namespace Timbre.Server.Builds.Steps;

/// <summary>One step of a build. May run twice: what an earlier run has written is found and not done again.</summary>
internal interface IBuildStep
{
    BuildStep Step { get; }

    /// <summary>What the voice's owner is told when the step has failed too often by exceptions.</summary>
    string OwnFault { get; }

    /// <summary>Does the slow part, outside of any transaction.</summary>
    /// <param name="voice">Its row as it was a moment ago.</param>
    /// <param name="job">The job, for its attempts.</param>
    /// <param name="ct">Parks the work.</param>
    Task<StepEnd> Run(Voice voice, Job job, CancellationToken ct);
}

/// <summary>How a step ends: what it writes, in the transaction that moves the build.</summary>
/// <param name="Write">Called with the voice's row, which is locked, when the build is still the one that the step was for.</param>
internal sealed record StepEnd(Func<UnitOfWork, Voice, CancellationToken, Task<StepResult>> Write)
{
    /// <summary>Called after the commit: removes what no row names any more. A crash before leaves it to the sweep.</summary>
    public Func<Task>? Committed { get; init; }

    /// <summary>Called instead when the voice is gone or another build has begun: removes what no row will name.</summary>
    public Func<Task>? Superseded { get; init; }

    /// <summary>Of a step that has nothing more to write.</summary>
    public static implicit operator StepEnd(StepResult result) => new((_, _, _) => Task.FromResult(result));
}

/// <summary>What came of a step.</summary>
internal abstract record StepResult
{
    /// <summary>The build goes on.</summary>
    public sealed record Done(BuildEvent What) : StepResult;

    /// <summary>The step is tried again at that time: what is in the way may pass.</summary>
    public sealed record Wait(DateTimeOffset Until) : StepResult;

    /// <summary>What the step was about has changed while it worked: it runs again at once.</summary>
    public sealed record Again : StepResult;

    /// <summary>The build ends.</summary>
    /// <param name="What">How.</param>
    /// <param name="Issue">What is wrong, and what to do.</param>
    /// <param name="AtFault">The recordings to look at.</param>
    public sealed record Refuse(BuildEvent What, string Issue, IReadOnlyList<Recording> AtFault) : StepResult;
}
