using Timbre.Server.Accounts;
using Timbre.Server.Http;

namespace Timbre.Server.Voices.Progress;

/// <summary>Counts the event streams that are open, so that one account cannot take all connections.</summary>
internal sealed class EventStreams(VoiceLimits limits)
{
    /// <summary>The answer where no more can be opened.</summary>
    public Refusal Full { get; } = new(
        429, "too_many_streams", $"More than {limits.MaxEventStreamsPerAccount} event streams are open: close one first.");

    private readonly AccountSlots _slots = new(limits.MaxEventStreamsPerAccount);

    /// <summary>A place for one more stream of the account, to be disposed at its end; null when there are enough.</summary>
    public IDisposable? Open(string accountId) => _slots.Take(accountId);
}
