namespace Timbre.Storage.Blobs;

/// <summary>
/// Private local files for work that needs one: an upload that is not yet checked, a sound for or from a program, rows of a backup.
/// </summary>
/// <remarks>
/// They are no blobs, and nothing else finds them. Each goes when it is disposed; whoever owns the folder empties it at every start.
/// </remarks>
public sealed class ScratchFiles
{
    private const UnixFileMode PrivateFolder = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode PrivateFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private readonly string _root;

    /// <summary>Files in <paramref name="root"/>, which is made when it is not there, readable by its owner only.</summary>
    public ScratchFiles(string root)
    {
        _root = root;
        Directory.CreateDirectory(root, PrivateFolder);
    }

    /// <summary>An empty file, which is the caller's to dispose.</summary>
    public ScratchFile New()
    {
        using var file = Create();
        return new ScratchFile(file.Name);
    }

    /// <summary>A file without a name, to write and read: it is gone when it is closed, or when the process dies.</summary>
    public FileStream NewUnnamed()
    {
        var file = Create();
        File.Delete(file.Name);
        return file;
    }

    private FileStream Create() => new(Path.Combine(_root, Guid.CreateVersion7().ToString("N")), new FileStreamOptions
    {
        Mode = FileMode.CreateNew,
        Access = FileAccess.ReadWrite,
        UnixCreateMode = PrivateFile,
        Options = FileOptions.Asynchronous,
    });
}
