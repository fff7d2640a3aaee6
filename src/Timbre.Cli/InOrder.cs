using System.Runtime.CompilerServices;

namespace Timbre.Cli;

/// <summary>Works on several things at once and answers in the order in which they were given.</summary>
internal static class InOrder
{
    /// <summary>Some at once, but no more than there are processors; nothing is left running after a failure or a stop.</summary>
    public static async IAsyncEnumerable<TResult> Run<T, TResult>(IEnumerable<T> all, int mostAtOnce, Func<T, CancellationToken, Task<TResult>> work, [EnumeratorCancellation] CancellationToken ct)
    {
        var underWay = new Queue<Task<TResult>>();
        try
        {
            foreach (var one in all)
            {
                if (underWay.Count == Math.Min(Environment.ProcessorCount, mostAtOnce))
                    yield return await underWay.Dequeue();
                underWay.Enqueue(Task.Run(() => work(one, ct), ct));
            }

            while (underWay.Count > 0)
                yield return await underWay.Dequeue();
        }
        finally
        {
            await ((Task)Task.WhenAll(underWay)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
