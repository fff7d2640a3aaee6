namespace Timbre.Bundles.Hosting;

/// <summary>A lock that goes to the owners who wait in turn (round robin): many requests of one owner wait for each other.</summary>
internal sealed class RoundRobinLock
{
    private readonly Lock _lock = new();
    private readonly LinkedList<string> _owners = new();
    private readonly Dictionary<string, Queue<TaskCompletionSource>> _waiting = [];
    private bool _isTaken;

    /// <summary>How many wait, those among them who have given up and were not passed over yet.</summary>
    internal int Waiting
    {
        get
        {
            lock (_lock)
                return _waiting.Values.Sum(queue => queue.Count);
        }
    }

    /// <summary>Waits for the turn; it ends with what is returned.</summary>
    public IDisposable Take(string owner, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        TaskCompletionSource waiter;
        lock (_lock)
        {
            if (!_isTaken)
            {
                _isTaken = true;
                return new Turn(this);
            }

            waiter = Enqueue(owner);
        }

        try
        {
            waiter.Task.Wait(ct);
        }
        catch (OperationCanceledException)
        {
            // Either the turn comes or the waiting is ended, never both; whoever was ended is passed over by Release.
            if (!waiter.TrySetCanceled(ct))
                Release();
            throw;
        }

        return new Turn(this);
    }

    private TaskCompletionSource Enqueue(string owner)
    {
        if (!_waiting.TryGetValue(owner, out var queue))
        {
            _waiting.Add(owner, queue = new Queue<TaskCompletionSource>());
            _owners.AddLast(owner);
        }

        var waiter = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        queue.Enqueue(waiter);
        return waiter;
    }

    private void Release()
    {
        lock (_lock)
        {
            while (_owners.First is { } owner)
            {
                _owners.RemoveFirst();
                var queue = _waiting[owner.Value];
                var isGiven = GiveTurn(queue);
                if (queue.Count == 0)
                    _waiting.Remove(owner.Value);
                else
                    _owners.AddLast(owner); // behind the others
                if (isGiven)
                    return;
            }

            _isTaken = false;
        }
    }

    /// <summary>To the first who has not given up: those who have cost their owner no turn.</summary>
    private static bool GiveTurn(Queue<TaskCompletionSource> queue)
    {
        while (queue.TryDequeue(out var waiter))
        {
            if (waiter.TrySetResult())
                return true;
        }

        return false;
    }

    private sealed class Turn(RoundRobinLock turns) : IDisposable
    {
        private RoundRobinLock? _turns = turns;

        public void Dispose() => Interlocked.Exchange(ref _turns, null)?.Release();
    }
}
