using Timbre.Server.Plumbing;

namespace Timbre.Server.Speech;

/// <summary>Lets as many speak at once as there are processors, or as the limit says; the others wait their turn.</summary>
/// <remarks>
/// Who has heard nothing yet goes first: phrases are made many times faster than they are listened to, so the others have something to listen to
/// meanwhile. After a few of those one of the others has its turn all the same.
/// </remarks>
internal sealed class SpeechGate
{
    private const int MostBeforeAnother = 4;

    private readonly Lock _lock = new();
    private readonly Queue<TaskCompletionSource> _unheard = new();
    private readonly Queue<TaskCompletionSource> _others = new();
    private int _free;
    private int _inARow;

    public SpeechGate(Settings settings)
        : this(settings.Limits.MaxSpeechAtOnce > 0 ? settings.Limits.MaxSpeechAtOnce : Environment.ProcessorCount)
    {
    }

    internal SpeechGate(int places) => _free = places;

    /// <summary>A place to speak one phrase, to be disposed then.</summary>
    /// <param name="unheard">Whether it is the first that its listener will hear.</param>
    /// <param name="ct">Ends the waiting.</param>
    public async Task<IDisposable> Enter(bool unheard, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        var turn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            if (_free > 0)
            {
                _free--;
                return new Place(this);
            }

            (unheard ? _unheard : _others).Enqueue(turn);
        }

        // Either the turn comes or the waiting is ended, never both; whoever was ended is passed over by Leave.
        await using (ct.UnsafeRegister(static (waiting, token) => ((TaskCompletionSource)waiting!).TrySetCanceled(token), turn))
            await turn.Task;
        return new Place(this);
    }

    private void Leave()
    {
        lock (_lock)
        {
            while (Next() is { } turn)
            {
                if (turn.TrySetResult())
                    return;
            }

            _free++;
        }
    }

    private TaskCompletionSource? Next()
    {
        var favoured = _unheard.Count > 0 && (_others.Count == 0 || _inARow < MostBeforeAnother);
        var from = favoured ? _unheard : _others;
        _inARow = favoured ? _inARow + 1 : 0;
        return from.TryDequeue(out var turn) ? turn : null;
    }

    private sealed class Place(SpeechGate owner) : IDisposable
    {
        private SpeechGate? _owner = owner;

        public void Dispose() => Interlocked.Exchange(ref _owner, null)?.Leave();
    }
}
