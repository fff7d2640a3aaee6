using System.Threading.Channels;
using Timbre.Storage;

namespace Timbre.Server.Jobs.Scheduling;

/// <summary>Tells Quartz of committed jobs: soon after each commit, and by a sweep for what a crash kept it from telling.</summary>
/// <remarks>
/// Quartz opens its own connections, so telling it can be no part of the transaction that writes a job. This is the relay of a
/// transactional outbox: the row is the truth, and what Quartz knows follows from it.
/// </remarks>
internal sealed class JobRelay(
    Database db, QuartzScheduler scheduler, FairQueue queue, IHostApplicationLifetime life, TimeProvider time,
    ILogger<JobRelay> log) : BackgroundService
{
    private static readonly TimeSpan SweepEvery = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan KeepFailed = TimeSpan.FromDays(7);
    private readonly Channel<(string? Job, DateTimeOffset DueAt)> _news =
        Channel.CreateUnbounded<(string?, DateTimeOffset)>(new UnboundedChannelOptions { SingleReader = true });
    private readonly SemaphoreSlim _turn = new(1, 1);
    private DateTimeOffset _nextSweep = DateTimeOffset.MinValue;

    /// <summary>A job is, or will be, due. Cheap, never blocks.</summary>
    /// <param name="job">Its id, where it may have to wait for its time; null where a worker now is enough.</param>
    /// <param name="dueAt">When it is due.</param>
    public void Wake(string? job, DateTimeOffset dueAt) => _news.Writer.TryWrite((job, dueAt));

    /// <summary>Something went wrong at finding work: look again soon, whatever is told meanwhile.</summary>
    public void SweepSoon()
    {
        _nextSweep = time.GetUtcNow() + AfterFailure;
        Wake(null, time.GetUtcNow());
    }

    /// <summary>Nothing is scheduled from when this returns until <see cref="Resume"/>.</summary>
    public Task Pause(CancellationToken ct) => _turn.WaitAsync(ct);

    public void Resume()
    {
        _nextSweep = DateTimeOffset.MinValue; // whatever Quartz knew, it may know it no more
        _turn.Release();
        Wake(null, time.GetUtcNow());
    }

    public override void Dispose()
    {
        _turn.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // from the first sign of the end: jobs park while the last requests are still being answered, and must not start again
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken, life.ApplicationStopping);
        try
        {
            while (!stop.IsCancellationRequested)
            {
                await Tell(stop.Token);
                await News(stop.Token);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // the end: the sweep of the next start finds what was not told
        }
    }

    /// <summary>Returns when there is something to tell, or when it is time for a sweep.</summary>
    private async Task News(CancellationToken ct)
    {
        var wait = _nextSweep - time.GetUtcNow();
        if (wait <= TimeSpan.Zero)
            return;
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(wait);
        try
        {
            await _news.Reader.WaitToReadAsync(patience.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            // time for a sweep
        }
    }

    private async Task Tell(CancellationToken ct)
    {
        await _turn.WaitAsync(ct);
        try
        {
            var isAnyDue = false;
            var now = time.GetUtcNow();
            while (_news.Reader.TryRead(out var news))
            {
                if (news.DueAt <= now)
                    isAnyDue = true; // one worker is enough: it wakes another if there is more to do
                else
                    await scheduler.Schedule(news.Job!, news.DueAt);
            }

            if (now >= _nextSweep)
            {
                _nextSweep = now + SweepEvery;
                isAnyDue |= await Sweep(now, ct);
            }

            if (isAnyDue)
                await scheduler.StartWorker();
        }
        catch (Exception problem) when (!ct.IsCancellationRequested)
        {
            log.LogError(problem, "Scheduling failed; trying again in {Seconds} s", AfterFailure.TotalSeconds);
            _nextSweep = time.GetUtcNow() + AfterFailure;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Finds what Quartz should know and does not; true when a worker is needed now.</summary>
    private async Task<bool> Sweep(DateTimeOffset now, CancellationToken ct)
    {
        var isAnyDue = await queue.Repair(ct);
        var known = await scheduler.Known();
        foreach (var job in await db.Query<Due>("select id, due_at from jobs where state = 'waiting' and due_at > @now", new { now }, ct))
        {
            if (!known.Contains(job.Id))
                await scheduler.Schedule(job.Id, job.DueAt);
        }

        await using (var unit = await db.Begin(ct))
        {
            await unit.Execute("delete from jobs where state = 'failed' and due_at < @before", new { before = now - KeepFailed }, ct);
            await unit.Commit();
        }

        if (!await db.TruncateLog(ct))
            log.LogDebug("The write-ahead log could not be truncated while readers are at it");
        return isAnyDue;
    }

    private sealed record Due
    {
        public required string Id { get; init; }
        public required DateTimeOffset DueAt { get; init; }
    }
}
