namespace Timbre.Server.Analysis;

/// <summary>Lets one at a time through for each key.</summary>
internal sealed class Turns
{
    private readonly Dictionary<string, (SemaphoreSlim Door, int Waiting)> _doors = [];

    /// <summary>Returns when nobody else is inside under this key; disposing the answer lets the next one in.</summary>
    public async Task<IDisposable> Take(string key, CancellationToken ct)
    {
        var door = Join(key);
        try
        {
            await door.WaitAsync(ct);
        }
        catch
        {
            Leave(key);
            throw;
        }

        return new Turn(this, key, door);
    }

    private SemaphoreSlim Join(string key)
    {
        lock (_doors)
        {
            var (door, waiting) = _doors.TryGetValue(key, out var known) ? known : (new SemaphoreSlim(1, 1), 0);
            _doors[key] = (door, waiting + 1);
            return door;
        }
    }

    private void Leave(string key)
    {
        lock (_doors)
        {
            var (door, waiting) = _doors[key];
            if (waiting > 1)
                _doors[key] = (door, waiting - 1);
            else if (_doors.Remove(key))
                door.Dispose();
        }
    }

    private sealed class Turn(Turns owner, string key, SemaphoreSlim door) : IDisposable
    {
        public void Dispose()
        {
            door.Release();
            owner.Leave(key);
        }
    }
}
