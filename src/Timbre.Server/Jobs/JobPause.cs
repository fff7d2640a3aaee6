namespace Timbre.Server.Jobs;

/// <summary>Stops all slow work of this process while what it works on is being replaced.</summary>
internal sealed class JobPause(Dispatcher dispatcher, JobStore store, RunningJobs running)
{
    private static readonly TimeSpan AskAgain = TimeSpan.FromMilliseconds(50);

    /// <summary>Returns when every job is parked and none can start; disposing the answer lets them go on.</summary>
    public async Task<IAsyncDisposable> Begin(CancellationToken ct)
    {
        await dispatcher.Pause(ct);
        var stopped = store.Stop();
        while (!stopped.IsCompleted)
        {
            running.StopAll(); // again and again: a job may have begun after the last time
            await Task.WhenAny(stopped, Task.Delay(AskAgain, CancellationToken.None));
        }

        await stopped;
        return new Held(dispatcher, store);
    }

    private sealed class Held(Dispatcher dispatcher, JobStore store) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await store.Start(CancellationToken.None);
            dispatcher.Resume();
        }
    }
}
