using System.Collections.Concurrent;
using Timbre.Server.Http;

namespace Timbre.Server.Voices.Progress;

/// <summary>Counts the event streams that are open, so that one account cannot take all connections.</summary>
internal sealed class EventStreams(VoiceLimits limits)
{
    /// <summary>The answer where no more can be opened.</summary>
    public Refusal Full { get; } = new(
        429, "too_many_streams", $"More than {limits.MaxEventStreamsPerAccount} event streams are open: close one first.");

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
