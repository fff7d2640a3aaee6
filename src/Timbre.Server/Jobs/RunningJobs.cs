using System.Collections.Concurrent;

namespace Timbre.Server.Jobs;

/// <summary>What runs in this process, so that deleting what work is for stops it.</summary>
internal sealed class RunningJobs
{
    private readonly ConcurrentDictionary<string, (Intent Intent, CancellationTokenSource Stop)> _running = new();

    public IDisposable Register(Intent intent, CancellationTokenSource stop)
    {
        _running[intent.Id] = (intent, stop);
        return new Entry(this, intent.Id);
    }

    /// <summary>Asks the work for any of these voices, clips and batches to stop; returns at once.</summary>
    public void Stop(IReadOnlyCollection<string> subjects)
    {
        foreach (var (_, stop) in For(subjects))
            stop.Cancel();
    }

    /// <summary>Asks everything to park; returns at once.</summary>
    public void StopAll()
    {
        foreach (var (_, stop) in _running.Values)
            stop.Cancel();
    }

    public bool Has(string intentId) => _running.ContainsKey(intentId);

    public bool Any(IReadOnlyCollection<string> subjects) => For(subjects).Any();

    private IEnumerable<(Intent Intent, CancellationTokenSource Stop)> For(IReadOnlyCollection<string> subjects)
    {
        var wanted = subjects.ToHashSet();
        return _running.Values.Where(running => new[] { running.Intent.VoiceId, running.Intent.ClipId, running.Intent.BatchId }.Any(id => id is not null && wanted.Contains(id)));
    }

    private sealed class Entry(RunningJobs owner, string id) : IDisposable
    {
        public void Dispose() => owner._running.TryRemove(id, out _);
    }
}
