using Timbre.Server.Accounts;

namespace Timbre.Server.Speech.Socket;

/// <summary>Counts the WebSockets that are open, so that one account cannot take all connections.</summary>
internal sealed class OpenSockets(SpeechLimits limits)
{
    private readonly AccountSlots _slots = new(limits.MaxSocketsPerAccount);

    /// <summary>A place for one more socket of the account, to be disposed at its end; null when there are enough.</summary>
    public IDisposable? Open(string accountId) => _slots.Take(accountId);
}
