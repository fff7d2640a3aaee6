using System.Collections.Concurrent;

namespace Timbre.Server.Jobs;

/// <summary>What runs in this process, so that deleting what work is for stops it.</summary>
internal sealed class RunningJobs
{
    private readonly ConcurrentDictionary<string, Work> _running = new();

    /// <summary>
    /// Keeps the work in the list until it is disposed; its token ends with <paramref name="end"/>, or when somebody stops it.
    /// </summary>
    public Work Register(Job job, CancellationToken end) =>
        _running[job.Id] = new Work(this, job, CancellationTokenSource.CreateLinkedTokenSource(end));

    /// <summary>Asks the work for any of these voices, clips and batches to stop; returns at once.</summary>
    public void Stop(IReadOnlyCollection<string> subjects)
    {
        foreach (var work in For(subjects))
            work.Stop();
    }

    /// <summary>Asks everything to park; returns at once.</summary>
    public void StopAll()
    {
        foreach (var work in _running.Values)
            work.Stop();
    }

    public bool Has(string jobId) => _running.ContainsKey(jobId);

    public bool Any(IReadOnlyCollection<string> subjects) => For(subjects).Any();

    private IEnumerable<Work> For(IReadOnlyCollection<string> subjects)
    {
        var wanted = subjects.ToHashSet();
        return _running.Values.Where(
            work => new[] { work.Job.VoiceId, work.Job.ClipId, work.Job.BatchId }.Any(id => id is not null && wanted.Contains(id)));
    }

    /// <summary>One job under way. It may end while somebody is about to stop it.</summary>
    public sealed class Work(RunningJobs owner, Job job, CancellationTokenSource stop) : IDisposable
    {
        private readonly Lock _gate = new();
        private bool _ended;

        public Job Job => job;

        public CancellationToken Token => stop.Token;

        public void Stop()
        {
            lock (_gate)
            {
                if (!_ended)
                    stop.Cancel();
            }
        }

        public void Dispose()
        {
            owner._running.TryRemove(KeyValuePair.Create(job.Id, this)); // parked, it may run again under the same id already
            lock (_gate)
            {
                _ended = true;
                stop.Dispose();
            }
        }
    }
}
