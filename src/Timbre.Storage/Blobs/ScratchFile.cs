namespace Timbre.Storage.Blobs;

/// <summary>A private file that goes when this is disposed.</summary>
public sealed class ScratchFile : IDisposable
{
    internal ScratchFile(string localPath) => LocalPath = localPath;

    /// <summary>Where it lies, for a program that reads or writes files; not to be kept longer than this.</summary>
    public string LocalPath { get; }

    /// <summary>Opens it to write and read, at its beginning.</summary>
    public FileStream Open() => new(LocalPath, FileMode.Open, FileAccess.ReadWrite, FileShare.Read, 4096, FileOptions.Asynchronous);

    /// <summary>Opens it to read, at its beginning.</summary>
    public FileStream OpenRead() => new(LocalPath, FileMode.Open, FileAccess.Read, FileShare.Read, 64 << 10, FileOptions.Asynchronous);

    public void Dispose() => File.Delete(LocalPath);
}
