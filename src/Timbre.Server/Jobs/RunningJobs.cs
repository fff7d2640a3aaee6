using System.Collections.Concurrent;

namespace Timbre.Server.Jobs;

/// <summary>What runs in this process, so that deleting a voice stops its work.</summary>
internal sealed class RunningJobs
{
    private readonly ConcurrentDictionary<string, (string VoiceId, CancellationTokenSource Stop)> _running = new();

    public IDisposable Register(Intent intent, CancellationTokenSource stop)
    {
        _running[intent.Id] = (intent.VoiceId, stop);
        return new Entry(this, intent.Id);
    }

    /// <summary>Asks the voice's work to stop; returns at once.</summary>
    public void Stop(string voiceId)
    {
        foreach (var (voice, stop) in _running.Values.Where(running => running.VoiceId == voiceId))
            stop.Cancel();
    }

    /// <summary>Asks everything to park; returns at once.</summary>
    public void StopAll()
    {
        foreach (var (_, stop) in _running.Values)
            stop.Cancel();
    }

    public bool Has(string intentId) => _running.ContainsKey(intentId);

    public bool Any(string voiceId) => _running.Values.Any(running => running.VoiceId == voiceId);

    private sealed class Entry(RunningJobs owner, string id) : IDisposable
    {
        public void Dispose() => owner._running.TryRemove(id, out _);
    }
}
