using System.Runtime.CompilerServices;

namespace Timbre.Cli;

/// <summary>Works on several things at once and answers in the order in which they were given.</summary>
internal static class OrderedParallel
{
    /// <summary>Some at once, but no more than there are processors; nothing is left running after a failure or a stop.</summary>
    public static async IAsyncEnumerable<TResult> Run<T, TResult>(
        IEnumerable<T> items, int maxConcurrency, Func<T, CancellationToken, Task<TResult>> work,
        [EnumeratorCancellation] CancellationToken ct)
    {
        var running = new Queue<Task<TResult>>();
        try
        {
            foreach (var item in items)
            {
                if (running.Count == Math.Min(Environment.ProcessorCount, maxConcurrency))
                    yield return await running.Dequeue();
                running.Enqueue(Task.Run(() => work(item, ct), ct));
            }

            while (running.Count > 0)
                yield return await running.Dequeue();
        }
        finally
        {
            await ((Task)Task.WhenAll(running)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
