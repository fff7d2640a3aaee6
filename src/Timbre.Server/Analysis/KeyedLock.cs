namespace Timbre.Server.Analysis;

/// <summary>Lets one at a time through for each key.</summary>
internal sealed class KeyedLock
{
    private readonly Dictionary<string, (SemaphoreSlim Semaphore, int Waiting)> _entries = [];

    /// <summary>Returns when nobody else is inside under this key; disposing the answer lets the next one in.</summary>
    public async Task<IDisposable> Acquire(string key, CancellationToken ct)
    {
        var semaphore = AddWaiter(key);
        try
        {
            await semaphore.WaitAsync(ct);
        }
        catch
        {
            RemoveWaiter(key);
            throw;
        }

        return new Holder(this, key, semaphore);
    }

    private SemaphoreSlim AddWaiter(string key)
    {
        lock (_entries)
        {
            var (semaphore, waiting) = _entries.TryGetValue(key, out var known) ? known : (new SemaphoreSlim(1, 1), 0);
            _entries[key] = (semaphore, waiting + 1);
            return semaphore;
        }
    }

    private void RemoveWaiter(string key)
    {
        lock (_entries)
        {
            var (semaphore, waiting) = _entries[key];
            if (waiting > 1)
                _entries[key] = (semaphore, waiting - 1);
            else if (_entries.Remove(key))
                semaphore.Dispose();
        }
    }

    private sealed class Holder(KeyedLock owner, string key, SemaphoreSlim semaphore) : IDisposable
    {
        public void Dispose()
        {
            semaphore.Release();
            owner.RemoveWaiter(key);
        }
    }
}
