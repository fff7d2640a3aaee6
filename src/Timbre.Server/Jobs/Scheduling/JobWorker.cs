using Quartz;
using Timbre.Storage;

namespace Timbre.Server.Jobs.Scheduling;

/// <summary>The one Quartz job: runs the next job that may run, and the next, until there is none.</summary>
internal sealed class JobWorker(
    Database db, FairQueue queue, JobKinds kinds, JobTable jobs, JobRelay relay, IHostApplicationLifetime life, TimeProvider time,
    ILogger<JobWorker> log) : Quartz.IJob
{
    private const int MaxAttempts = 4;

    public async Task Execute(IJobExecutionContext context)
    {
        try
        {
            var fired = context.ScheduledFireTimeUtc ?? DateTimeOffset.MinValue;
            while (await Next(fired) is { } work)
            {
                using (work)
                    await Run(work);
            }
        }
        catch (OperationCanceledException) when (life.ApplicationStopping.IsCancellationRequested)
        {
            // the next start goes on
        }
        catch (Exception problem)
        {
            log.LogError(problem, "The next job could not be found or ended");
            relay.SweepSoon();
        }
    }

    private async Task<RunningJobs.Work?> Next(DateTimeOffset fired)
    {
        var now = time.GetUtcNow();
        var claim = await queue.Take(fired > now ? fired : now, life.ApplicationStopping);
        if (claim is { IsMore: true })
            relay.Wake(null, now);
        return claim?.Work;
    }

    private async Task Run(RunningJobs.Work work)
    {
        var job = work.Job;
        var kind = kinds.Named(job.Kind);
        try
        {
            await kind.Run(job, work.Token);
        }
        catch (SupersededException)
        {
            log.LogInformation("Dropped {Kind} {Job}: what it was for is gone, or newer work has taken its place", job.Kind, job.Id);
        }
        catch (OperationCanceledException) when (work.Token.IsCancellationRequested)
        {
            log.LogInformation("Parked {Kind} {Job}", job.Kind, job.Id);
        }
        catch (Exception problem)
        {
            log.LogError(problem, "{Kind} {Job} failed, attempt {Attempt}", job.Kind, job.Id, job.Attempts + 1);
            await CountFailure(kind, job);
        }

        // what is left in this state is parked: it waits for its turn again
        await using var unit = await db.Begin(CancellationToken.None);
        await unit.Execute(
            "update jobs set state = 'queued', owner = null, lease_until = null where id = @Id and epoch = @Epoch and state = 'running'",
            new { job.Id, job.Epoch }, CancellationToken.None);
        await unit.Commit();
    }

    private async Task CountFailure(JobKind kind, Job job)
    {
        await using var unit = await db.Begin(CancellationToken.None);
        if (job.Attempts + 1 < MaxAttempts)
            await jobs.Retry(unit, job, time.GetUtcNow() + TimeSpan.FromSeconds(2 * Math.Pow(4, job.Attempts)), CancellationToken.None);
        else
        {
            await kind.Abandon(unit, job, CancellationToken.None);
            await unit.Execute(
                "update jobs set state = 'failed', attempts = attempts + 1, owner = null, lease_until = null where id = @Id",
                new { job.Id }, CancellationToken.None);
        }

        await unit.Commit();
    }
}
