using System.Collections.Concurrent;
using Timbre.Server.Http;
using Timbre.Server.Recognition;

namespace Timbre.Server.Transcriptions;

/// <summary>Counts the transcriptions of each account that are in work or wait.</summary>
internal sealed class AccountSlots(RecognitionLimits limits)
{
    private readonly ConcurrentDictionary<string, int> _taken = [];

    /// <exception cref="RefusedException">The account has as many as it may have.</exception>
    public IDisposable Take(string account)
    {
        if (_taken.AddOrUpdate(account, 1, (_, count) => count + 1) <= limits.MaxTranscriptionsPerAccount)
            return new Slot(this, account);
        Release(account);
        throw new RefusedException(new Refusal(
            429, "too_many_transcriptions",
            $"{limits.MaxTranscriptionsPerAccount} transcriptions of this account are in work: send the next when one is done."));
    }

    private void Release(string account) => _taken.AddOrUpdate(account, 0, (_, count) => count - 1);

    private sealed class Slot(AccountSlots slots, string account) : IDisposable
    {
        private AccountSlots? _slots = slots;

        public void Dispose() => Interlocked.Exchange(ref _slots, null)?.Release(account);
    }
}
