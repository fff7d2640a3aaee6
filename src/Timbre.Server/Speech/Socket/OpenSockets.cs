using System.Collections.Concurrent;

namespace Timbre.Server.Speech.Socket;

/// <summary>Counts the WebSockets that are open, so that one account cannot take all connections.</summary>
internal sealed class OpenSockets(SpeechLimits limits)
{
    private readonly ConcurrentDictionary<string, int> _open = new();

    /// <summary>A place for one more socket of the account, to be disposed at its end; null when there are enough.</summary>
    public IDisposable? Open(string accountId)
    {
        var slot = new Slot(this, accountId);
        if (_open.AddOrUpdate(accountId, 1, (_, before) => before + 1) <= limits.MaxSocketsPerAccount)
            return slot;
        slot.Dispose();
        return null;
    }

    private sealed class Slot(OpenSockets owner, string accountId) : IDisposable
    {
        public void Dispose() => owner._open.AddOrUpdate(accountId, 0, (_, before) => before - 1);
    }
}
