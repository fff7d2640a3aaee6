using Timbre.Storage;

namespace Timbre.Server.Jobs;

/// <summary>Does one kind of job. May run twice for one job: a crash may come at any line.</summary>
internal interface IJobHandler<in TJob>
    where TJob : IJob
{
    /// <summary>
    /// Does the work. The handler deletes the job (<see cref="JobTable.Complete"/>) or moves its due time in the same transaction as its
    /// result; a job that is still there and due runs again.
    /// </summary>
    /// <param name="work">The arguments.</param>
    /// <param name="job">The row.</param>
    /// <param name="ct">Cancelled when the server stops or pauses, and when the job's subject is deleted.</param>
    /// <exception cref="SupersededException">The work has become pointless.</exception>
    Task Run(TJob work, Job job, CancellationToken ct);

    /// <summary>Ends the work badly after too many exceptions: whoever waits for it must be told.</summary>
    Task Abandon(UnitOfWork unit, TJob work, Job job, CancellationToken ct);
}

/// <summary>The work has become pointless while it ran: its subject is gone, or newer work has taken its place.</summary>
internal sealed class SupersededException : OperationCanceledException;
