namespace Timbre.Server.Speech;

/// <summary>Lets as many speak at once as there are processors, or as the limit says; the others wait their turn.</summary>
/// <remarks>
/// A turn is a stretch of a phrase, about a second of sound at most, so that listeners share evenly however long their phrases are. Who has
/// heard nothing yet goes first: stretches are made many times faster than they are listened to, so the others have something to listen to
/// meanwhile. After a few of those one of the others has its turn all the same.
/// </remarks>
internal sealed class SynthesisLimiter
{
    private const int MaxFirstInARow = 4;

    private readonly Lock _lock = new();
    private readonly Queue<TaskCompletionSource> _first = new();
    private readonly Queue<TaskCompletionSource> _later = new();
    private int _freeSlots;
    private int _firstInARow;

    public SynthesisLimiter(SpeechLimits limits)
        : this(limits.MaxSpeechAtOnce > 0 ? limits.MaxSpeechAtOnce : Environment.ProcessorCount)
    {
    }

    internal SynthesisLimiter(int slots) => _freeSlots = slots;

    /// <summary>A place to speak one stretch, to be disposed then.</summary>
    /// <param name="isFirst">Whether it is the first that its listener will hear.</param>
    /// <param name="ct">Ends the waiting.</param>
    public async Task<IDisposable> Acquire(bool isFirst, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        var waiter = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            if (_freeSlots > 0)
            {
                _freeSlots--;
                return new Slot(this);
            }

            (isFirst ? _first : _later).Enqueue(waiter);
        }

        // Either the turn comes or the waiting is ended, never both; whoever was ended is passed over by Leave.
        await using (ct.UnsafeRegister(static (waiting, token) => ((TaskCompletionSource)waiting!).TrySetCanceled(token), waiter))
            await waiter.Task;
        return new Slot(this);
    }

    private void Release()
    {
        lock (_lock)
        {
            while (DequeueWaiter() is { } waiter)
            {
                if (waiter.TrySetResult())
                    return;
            }

            _freeSlots++;
        }
    }

    private TaskCompletionSource? DequeueWaiter()
    {
        var preferFirst = _first.Count > 0 && (_later.Count == 0 || _firstInARow < MaxFirstInARow);
        var from = preferFirst ? _first : _later;
        _firstInARow = preferFirst ? _firstInARow + 1 : 0;
        return from.TryDequeue(out var waiter) ? waiter : null;
    }

    private sealed class Slot(SynthesisLimiter owner) : IDisposable
    {
        private SynthesisLimiter? _owner = owner;

        public void Dispose() => Interlocked.Exchange(ref _owner, null)?.Release();
    }
}
