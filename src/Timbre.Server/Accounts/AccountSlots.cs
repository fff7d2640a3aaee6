using System.Collections.Concurrent;

namespace Timbre.Server.Accounts;

/// <summary>Counts what each account has open or in work at once, so that no account takes all there is.</summary>
/// <param name="max">For each account.</param>
internal sealed class AccountSlots(int max)
{
    private readonly ConcurrentDictionary<string, int> _taken = new();

    /// <summary>A place for one more of the account's, to be disposed at its end; null when it has as many as it may have.</summary>
    public IDisposable? Take(string accountId)
    {
        var slot = new Slot(this, accountId);
        if (_taken.AddOrUpdate(accountId, 1, (_, before) => before + 1) <= max)
            return slot;
        slot.Dispose();
        return null;
    }

    private sealed class Slot(AccountSlots owner, string accountId) : IDisposable
    {
        public void Dispose() => owner._taken.AddOrUpdate(accountId, 0, (_, before) => before - 1);
    }
}
