using Timbre.Storage;

namespace Timbre.Server.Jobs;

/// <summary>
/// Turns due intents into Quartz jobs, as many of a kind as may run at once; also the sweep that keeps promises after a crash.
/// </summary>
internal sealed class Dispatcher(
    Database db, JobStore store, IServiceProvider services, IHostApplicationLifetime life, TimeProvider time,
    ILogger<Dispatcher> log) : BackgroundService
{
    private static readonly TimeSpan SweepEvery = TimeSpan.FromMinutes(1);
    private readonly SemaphoreSlim _wake = new(0, 1);
    private readonly SemaphoreSlim _turn = new(1, 1);

    /// <summary>There may be something to do. Cheap, never blocks.</summary>
    public void Wake()
    {
        try
        {
            _wake.Release();
        }
        catch (SemaphoreFullException)
        {
            // woken already: one look finds everything
        }
    }

    /// <summary>Nothing is scheduled from when this returns until <see cref="Resume"/>.</summary>
    public Task Pause(CancellationToken ct) => _turn.WaitAsync(ct);

    public void Resume()
    {
        _turn.Release();
        Wake();
    }

    public override void Dispose()
    {
        _wake.Dispose();
        _turn.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // from the first sign of the end: jobs park while the last requests are still being answered, and must not start again
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken, life.ApplicationStopping);
        var handlers = services.GetServices<IIntentHandler>().ToList();
        var lastSweep = DateTimeOffset.MinValue;
        try
        {
            while (!stop.IsCancellationRequested)
            {
                var sweep = time.GetUtcNow() - lastSweep >= SweepEvery;
                var wait = await Look(handlers, sweep, stop.Token);
                if (sweep)
                    lastSweep = time.GetUtcNow();
                await _wake.WaitAsync(wait, stop.Token);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // the end
        }
    }

    /// <summary>Schedules what is due; how long there is nothing to do then.</summary>
    private async Task<TimeSpan> Look(List<IIntentHandler> handlers, bool sweep, CancellationToken ct)
    {
        await _turn.WaitAsync(ct);
        try
        {
            if (sweep)
                await Sweep(ct);
            var now = time.GetUtcNow(); // one moment for both: what falls due between two would be seen by neither
            foreach (var handler in handlers)
                await Schedule(handler, now, ct);
            return await UntilNextDue(now, ct);
        }
        catch (Exception problem) when (!ct.IsCancellationRequested)
        {
            log.LogError(problem, "Scheduling failed; trying again in 5 s");
            return TimeSpan.FromSeconds(5);
        }
        finally
        {
            _turn.Release();
        }
    }

    private async Task Schedule(IIntentHandler handler, DateTimeOffset now, CancellationToken ct)
    {
        var taken = new List<string>();
        await using (var unit = await db.Begin(ct))
        {
            var running = await unit.First<int>(
                "select count(*) from intents where kind = @Kind and state = 'scheduled'", new { handler.Kind }, ct);
            if (running < handler.AtOnce)
            {
                var due = await unit.Query<string>(
                    "select id from intents where kind = @Kind and state = 'waiting' and due_at <= @now order by created_at, id limit "
                        + "@free",
                    new { handler.Kind, now, free = handler.AtOnce - running }, ct);
                foreach (var id in due)
                {
                    if (await unit.Execute(
                        "update intents set state = 'scheduled' where id = @id and state = 'waiting'", new { id }, ct) == 1)
                        taken.Add(id);
                }
            }

            await unit.Commit();
        }

        // a crash here leaves intents "scheduled" that Quartz does not know: the sweep finds them
        foreach (var id in taken)
            await store.Schedule(id, ct);
    }

    private async Task Sweep(CancellationToken ct)
    {
        foreach (var id in await db.Query<string>("select id from intents where state = 'scheduled'", null, ct))
        {
            if (!await store.Knows(id, ct))
                await store.Schedule(id, ct);
        }

        if (!await db.TruncateLog(ct))
            log.LogDebug("The write-ahead log could not be truncated while readers are at it");
    }

    private async Task<TimeSpan> UntilNextDue(DateTimeOffset now, CancellationToken ct)
    {
        var next = await db.First<long?>("select min(due_at) from intents where state = 'waiting' and due_at > @now", new { now }, ct);
        var wait = next is null ? SweepEvery : DateTimeOffset.FromUnixTimeMilliseconds(next.Value) - time.GetUtcNow();
        return wait < TimeSpan.FromMilliseconds(5) ? TimeSpan.FromMilliseconds(5) : wait > SweepEvery ? SweepEvery : wait;
    }
}
