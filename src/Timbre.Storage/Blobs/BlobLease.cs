namespace Timbre.Storage.Blobs;

/// <summary>A local file that holds a blob's content for as long as this is not disposed.</summary>
/// <remarks>Whoever asked disposes it. Nobody writes to the file.</remarks>
public sealed class BlobLease : IDisposable
{
    private Action? _release;

    /// <param name="localPath">Of the file.</param>
    /// <param name="release">Called once, when the file is no longer needed.</param>
    internal BlobLease(string localPath, Action release) => (LocalPath, _release) = (localPath, release);

    /// <summary>Where the file lies, for a program that reads files; not to be kept longer than the lease.</summary>
    public string LocalPath { get; }

    /// <summary>The content from its beginning; the stream is the caller's, and may be read after the lease has ended.</summary>
    public FileStream OpenRead() =>
        new(LocalPath, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 64 << 10, FileOptions.Asynchronous);

    public void Dispose() => Interlocked.Exchange(ref _release, null)?.Invoke();
}
