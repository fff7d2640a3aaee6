namespace Timbre.Storage.Blobs;

/// <summary>
/// Deletes single blobs that no row names any more, later where somebody holds deletions back: a backup reads what rows named a while ago.
/// </summary>
/// <remarks>A voice that is deleted does not wait for anybody: that is <see cref="BlobFolder.Delete"/>.</remarks>
public sealed class BlobDeletions(BlobFolder blobs)
{
    private readonly Lock _lock = new();
    private readonly List<string> _heldBack = [];
    private int _holders;

    /// <summary>Deletes one blob, once nobody holds deletions back; deleting twice is no error.</summary>
    public async Task Delete(string name)
    {
        lock (_lock)
        {
            if (_holders > 0)
            {
                _heldBack.Add(name);
                return;
            }
        }

        await blobs.Delete(name);
    }

    /// <summary>Until the answer is disposed, what is asked to be deleted waits.</summary>
    public IAsyncDisposable Hold()
    {
        lock (_lock)
            _holders++;
        return new Held(this); // a crash leaves what was held back: no row names it, and the sweep removes it
    }

    /// <summary>
    /// Deletes what a crash left behind: blobs that no row names and that were put before <paramref name="before"/>, in UTC.
    /// </summary>
    /// <returns>How many.</returns>
    public async Task<int> Sweep(IReadOnlySet<string> named, DateTime before, CancellationToken ct)
    {
        var count = 0;
        await foreach (var blob in blobs.List("", ct))
        {
            if (blob.ModifiedAt >= before || named.Contains(blob.Name))
                continue;
            await Delete(blob.Name);
            count++;
        }

        return count;
    }

    private async ValueTask Release()
    {
        string[] waiting;
        lock (_lock)
        {
            if (--_holders > 0)
                return;
            waiting = [.. _heldBack];
            _heldBack.Clear();
        }

        foreach (var name in waiting)
            await blobs.Delete(name);
    }

    private sealed class Held(BlobDeletions owner) : IAsyncDisposable
    {
        private BlobDeletions? _owner = owner;

        public ValueTask DisposeAsync() => Interlocked.Exchange(ref _owner, null)?.Release() ?? ValueTask.CompletedTask;
    }
}
