namespace Timbre.Server.Http.Maintenance;

/// <summary>
/// While it is on, the server answers 503: what it holds is being replaced. Knows every request under way, so that it begins when none is
/// left.
/// </summary>
internal sealed class MaintenanceMode(TimeProvider time) : IDisposable
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(20);
    private readonly Lock _lock = new();
    private readonly HashSet<HttpContext> _activeRequests = [];
    private CancellationTokenSource _beginning = new();
    private bool _on;

    public static Refusal Refused { get; } = new(503, "maintenance", "The server is being restored from a backup: try again in a moment.");

    public bool IsOn
    {
        get
        {
            lock (_lock)
                return _on;
        }
    }

    /// <summary>Cancelled when maintenance begins: for requests that would otherwise never end.</summary>
    public CancellationToken Beginning
    {
        get
        {
            lock (_lock)
                return _beginning.Token;
        }
    }

    public void Dispose() => _beginning.Dispose();

    /// <summary>False while maintenance is on.</summary>
    public bool Enter(HttpContext request)
    {
        lock (_lock)
            return !_on && _activeRequests.Add(request);
    }

    public void Leave(HttpContext request)
    {
        lock (_lock)
            _activeRequests.Remove(request);
    }

    /// <summary>Refuses new requests, lets the others end, and breaks off those that do not within <paramref name="timeout"/>.</summary>
    /// <returns>
    /// To be disposed when the server may serve again; null when it is on already or a request would not even be broken off.
    /// </returns>
    public async Task<IDisposable?> Begin(TimeSpan timeout, CancellationToken ct)
    {
        CancellationTokenSource beginning;
        lock (_lock)
        {
            if (_on)
                return null;
            _on = true;
            (beginning, _beginning) = (_beginning, new CancellationTokenSource());
        }

        using (beginning)
        {
            var end = new End(this);
            try
            {
                await beginning.CancelAsync();
                if (await RequestsEnded(timeout, ct))
                    return end;
                lock (_lock)
                {
                    foreach (var request in _activeRequests)
                        request.Abort();
                }

                if (await RequestsEnded(timeout, ct))
                    return end;
                end.Dispose();
                return null;
            }
            catch
            {
                end.Dispose();
                throw;
            }
        }
    }

    private async Task<bool> RequestsEnded(TimeSpan timeout, CancellationToken ct)
    {
        for (var started = time.GetTimestamp(); time.GetElapsedTime(started) < timeout; await Task.Delay(PollInterval, time, ct))
        {
            lock (_lock)
            {
                if (_activeRequests.Count == 0)
                    return true;
            }
        }

        return false;
    }

    private sealed class End(MaintenanceMode owner) : IDisposable
    {
        public void Dispose()
        {
            lock (owner._lock)
                owner._on = false;
        }
    }
}
