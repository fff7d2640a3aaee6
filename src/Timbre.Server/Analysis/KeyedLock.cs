namespace Timbre.Server.Analysis;

/// <summary>Lets one at a time through for each key.</summary>
internal sealed class KeyedLock
{
    private readonly Dictionary<string, (SemaphoreSlim Lock, int Waiting)> _locks = [];

    /// <summary>Returns when nobody else is inside under this key; disposing the answer lets the next one in.</summary>
    public async Task<IDisposable> Take(string key, CancellationToken ct)
    {
        var held = Join(key);
        try
        {
            await held.WaitAsync(ct);
        }
        catch
        {
            Leave(key);
            throw;
        }

        return new Held(this, key, held);
    }

    private SemaphoreSlim Join(string key)
    {
        lock (_locks)
        {
            var (held, waiting) = _locks.TryGetValue(key, out var known) ? known : (new SemaphoreSlim(1, 1), 0);
            _locks[key] = (held, waiting + 1);
            return held;
        }
    }

    private void Leave(string key)
    {
        lock (_locks)
        {
            var (held, waiting) = _locks[key];
            if (waiting > 1)
                _locks[key] = (held, waiting - 1);
            else if (_locks.Remove(key))
                held.Dispose();
        }
    }

    private sealed class Held(KeyedLock owner, string key, SemaphoreSlim held) : IDisposable
    {
        public void Dispose()
        {
            held.Release();
            owner.Leave(key);
        }
    }
}
