using System.Threading.Channels;
using Timbre.Models.AcousticModel.FineTuning;
using Timbre.Storage.Blobs;

namespace Timbre.Server.Training;

/// <summary>
/// A build's checkpoint, among the voice's own blobs: it goes when the voice goes, and the sweep at start spares it while its build is
/// under way.
/// </summary>
/// <remarks>
/// A trainer does not wait for a store: a task of its own stores what was kept, the newest alone where they come faster than it stores.
/// A crash meanwhile leaves the checkpoint before.
/// </remarks>
internal sealed class CheckpointStore : ICheckpointStore, IAsyncDisposable
{
    private readonly BlobFolder _blobs;
    private readonly ScratchFiles _scratch;
    private readonly string _voice;
    private readonly string _name;
    private readonly BlobLease? _before;
    private readonly Task _storing;
    private readonly Channel<ScratchFile> _latest = Channel.CreateBounded<ScratchFile>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest }, dropped => dropped.Dispose());

    private CheckpointStore(BlobFolder blobs, ScratchFiles scratch, string voice, string name, BlobLease? before, ILogger log)
    {
        (_blobs, _scratch, _voice, _name, _before) = (blobs, scratch, voice, name, before);
        _storing = StoreAll(log);
    }

    /// <summary>The memory of one build, with what an earlier run of it has kept.</summary>
    public static async Task<CheckpointStore> Open(
        BlobFolder blobs, ScratchFiles scratch, string voiceId, int build, ILogger log, CancellationToken ct)
    {
        var name = NameOf(voiceId, build);
        BlobLease? before;
        try
        {
            before = await blobs.Get(name, ct);
        }
        catch (FileNotFoundException)
        {
            before = null;
        }

        return new CheckpointStore(blobs, scratch, BlobName.PrefixOf(voiceId), name, before, log);
    }

    /// <summary>What an earlier run of the build has kept; null where there was none.</summary>
    public Stream? Open() => _before?.OpenRead();

    public void Save(Action<Stream> write)
    {
        var file = _scratch.New();
        try
        {
            using var content = file.Open();
            write(content);
        }
        catch
        {
            file.Dispose();
            throw;
        }

        if (!_latest.Writer.TryWrite(file))
            file.Dispose(); // the training has ended
    }

    /// <summary>When the build has ended, nobody needs its checkpoint. For when no store of it is open any more.</summary>
    public static Task Delete(BlobFolder blobs, string voiceId, int build) => blobs.Delete(NameOf(voiceId, build));

    /// <summary>Stores what was saved last.</summary>
    public async ValueTask DisposeAsync()
    {
        _latest.Writer.TryComplete();
        await _storing;
        _before?.Dispose();
    }

    /// <summary>Name of the blob.</summary>
    public static string NameOf(string voiceId, int build) => $"{voiceId}/build-{build}.checkpoint";

    private async Task StoreAll(ILogger log)
    {
        await foreach (var file in _latest.Reader.ReadAllAsync())
        {
            using (file)
            {
                try
                {
                    await Store(file);
                }
                catch (IOException problem)
                {
                    log.LogWarning(problem, "A checkpoint could not be stored; the training goes on, and a crash would cost more of it");
                }
            }
        }
    }

    /// <summary>
    /// A voice in training has recordings: where no other blob of it is left it was deleted, and nothing of it may be left behind.
    /// </summary>
    private async Task Store(ScratchFile file)
    {
        if (!await IsThere())
            return; // who trains it will hear of that
        await using (var content = file.OpenRead())
            await _blobs.Put(_name, content, CancellationToken.None);
        if (!await IsThere())
            await _blobs.Delete(_name); // deleted between the look and the end of writing
    }

    private async Task<bool> IsThere() => await _blobs.List(_voice, CancellationToken.None).AnyAsync(blob => blob.Name != _name);
}
