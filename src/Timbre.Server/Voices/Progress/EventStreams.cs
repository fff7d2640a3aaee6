using System.Collections.Concurrent;

namespace Timbre.Server.Voices.Progress;

/// <summary>Counts the event streams that are open, so that one account cannot take all connections.</summary>
internal sealed class EventStreams(VoiceLimits limits)
{
    private readonly ConcurrentDictionary<string, int> _open = new();

    /// <summary>A place for one more stream of the account, to be disposed at its end; null when there are enough.</summary>
    public IDisposable? Open(string accountId)
    {
        var open = _open.AddOrUpdate(accountId, 1, (_, before) => before + 1);
        var slot = new Slot(this, accountId);
        if (open <= limits.MaxEventStreamsPerAccount)
            return slot;

        slot.Dispose();
        return null;
    }

    private sealed class Slot(EventStreams owner, string accountId) : IDisposable
    {
        public void Dispose() => owner._open.AddOrUpdate(accountId, 0, (_, before) => before - 1);
    }
}
