using System.Collections.Concurrent;

namespace Timbre.Models.Nn;

/// <summary>Objects with scratch memory, each lent to one thread at a time; no more are kept than there are processors.</summary>
/// <remarks>
/// Any number of threads. An object may come back from work that was cancelled: it must hold nothing that the next work reads.
/// </remarks>
/// <param name="create">Makes one where none is idle.</param>
internal sealed class ScratchPool<T>(Func<T> create)
    where T : class
{
    private readonly ConcurrentBag<T> _idle = [];

    /// <summary>Lends an idle object, or a new one; it comes back by <see cref="Return"/>.</summary>
    public T Rent() => _idle.TryTake(out var scratch) ? scratch : create();

    /// <summary>Takes back what <see cref="Rent"/> lent.</summary>
    public void Return(T scratch)
    {
        if (_idle.Count < Environment.ProcessorCount)
            _idle.Add(scratch);
    }

    /// <summary>Lends an object for as long as <paramref name="work"/> takes.</summary>
    public TResult Use<TResult>(Func<T, TResult> work)
    {
        var scratch = Rent();
        try
        {
            return work(scratch);
        }
        finally
        {
            Return(scratch);
        }
    }
}
