namespace Timbre.Bundles.Hosting;

/// <summary>One at a time, and round and round among the owners who wait: who asks for much waits for it among his own.</summary>
internal sealed class FairTurns
{
    private readonly Lock _lock = new();
    private readonly LinkedList<string> _owners = new();
    private readonly Dictionary<string, Queue<TaskCompletionSource>> _waiting = [];
    private bool _isTaken;

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

        // Either the turn comes or the waiting is ended, never both; whoever was ended is passed over by Release.
        using (ct.UnsafeRegister(static (waiting, token) => ((TaskCompletionSource)waiting!).TrySetCanceled(token), waiter))
            waiter.Task.GetAwaiter().GetResult();
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
            while (Next() is { } waiter)
            {
                if (waiter.TrySetResult())
                    return;
            }

            _isTaken = false;
        }
    }

    private TaskCompletionSource? Next()
    {
        if (_owners.First is not { } first)
            return null;
        _owners.RemoveFirst();
        var queue = _waiting[first.Value];
        var waiter = queue.Dequeue();
        if (queue.Count == 0)
            _waiting.Remove(first.Value);
        else
            _owners.AddLast(first); // behind the others
        return waiter;
    }

    private sealed class Turn(FairTurns turns) : IDisposable
    {
        private FairTurns? _turns = turns;

        public void Dispose() => Interlocked.Exchange(ref _turns, null)?.Release();
    }
}
