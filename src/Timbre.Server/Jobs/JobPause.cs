using Timbre.Server.Jobs.Scheduling;

namespace Timbre.Server.Jobs;

/// <summary>Stops all slow work of this process while what it works on is being replaced.</summary>
internal sealed class JobPause(FairQueue queue, JobRelay relay, QuartzScheduler scheduler, RunningJobs running)
{
    private static readonly TimeSpan AskAgain = TimeSpan.FromMilliseconds(50);

    /// <summary>Returns when every job is parked and none can start; disposing the answer lets them go on.</summary>
    public async Task<IAsyncDisposable> Begin(CancellationToken ct)
    {
        await relay.Pause(ct);
        await queue.Close(CancellationToken.None);
        running.StopAll();
        var stopped = scheduler.Stop();
        while (!stopped.IsCompleted)
        {
            running.StopAll(); // a handler may have asked for its token's end only now
            await Task.WhenAny(stopped, Task.Delay(AskAgain, CancellationToken.None));
        }

        await stopped;
        return new Held(queue, relay, scheduler);
    }

    private sealed class Held(FairQueue queue, JobRelay relay, QuartzScheduler scheduler) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            queue.Open();
            await scheduler.Start(CancellationToken.None);
            relay.Resume();
        }
    }
}
