using System.Security.Cryptography;

namespace Timbre.Storage;

/// <summary>Files that never change once written, each under a name that the server made: <c>voice id/blob id.ext</c>.</summary>
/// <remarks>A blob is written beside its place and renamed into it, so a name either holds the whole content or does not exist.</remarks>
public sealed class BlobFolder
{
    private const UnixFileMode PrivateFolder = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode PrivateFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private readonly string _root;
    private readonly string _incoming;
    private readonly Lock _lock = new();
    private readonly List<string> _heldBack = [];
    private int _holders;

    /// <summary>A store in <paramref name="root"/>, which is made when it is not there, readable by its owner only.</summary>
    public BlobFolder(string root)
    {
        _root = root;
        _incoming = Path.Combine(root, ".incoming");
        Directory.CreateDirectory(root, PrivateFolder);
        Directory.CreateDirectory(_incoming, PrivateFolder);
    }

    /// <summary>The folder in which unfinished files lie.</summary>
    public string Incoming => _incoming;

    /// <summary>An empty private file to write into; whoever asked deletes it or gives it to <see cref="Adopt"/>.</summary>
    public FileStream NewFile() => new(Path.Combine(_incoming, Guid.CreateVersion7().ToString("N")), new FileStreamOptions
    {
        Mode = FileMode.CreateNew,
        Access = FileAccess.ReadWrite,
        Share = FileShare.Read,
        UnixCreateMode = PrivateFile,
        Options = FileOptions.Asynchronous,
    });

    /// <summary>Moves a finished file of <see cref="NewFile"/> into the voice's folder; the new blob's name.</summary>
    public string Adopt(string voiceId, string path, string extension)
    {
        var name = $"{voiceId}/{Guid.CreateVersion7():N}{extension}";
        Place(path, name);
        return name;
    }

    /// <summary>The same under a name that is given, as a restored blob has one.</summary>
    /// <exception cref="IOException">There is a blob of that name.</exception>
    public void Place(string path, string name)
    {
        var target = PathOf(name);
        Directory.CreateDirectory(Path.GetDirectoryName(target)!, PrivateFolder);
        using (var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite))
            file.Flush(flushToDisk: true); // a row may name it a moment later, and must then find it whole
        File.SetUnixFileMode(path, PrivateFile);
        File.Move(path, target);
    }

    /// <summary>
    /// Puts a finished file of <see cref="NewFile"/> in the place of whatever has that name; false if the voice has no folder any more.
    /// </summary>
    public bool Replace(string path, string name)
    {
        using (var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite))
            file.Flush(flushToDisk: true);
        try
        {
            File.Move(path, PathOf(name), overwrite: true);
            return true;
        }
        catch (DirectoryNotFoundException)
        {
            return false;
        }
    }

    /// <summary>Where a blob lies, for a program that reads files.</summary>
    /// <exception cref="ArgumentException">The name is not one that this store made.</exception>
    public string PathOf(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var parts = name.Split('/');
        if (parts.Length != 2
            || parts.Any(part => part.Length == 0 || part[0] == '.' || !part.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-')))
            throw new ArgumentException($"Not the name of a blob: {name.Length} characters.", nameof(name));
        return Path.Combine(_root, parts[0], parts[1]);
    }

    /// <summary>Deletes one blob, later when deletions are held back; deleting twice is no error.</summary>
    public void Delete(string name)
    {
        lock (_lock)
        {
            if (_holders > 0)
                _heldBack.Add(PathOf(name));
            else
                File.Delete(PathOf(name));
        }
    }

    /// <summary>
    /// Until the answer is disposed, <see cref="Delete"/> waits: a backup reads what rows named a while ago. A voice goes at once all the
    /// same.
    /// </summary>
    public IDisposable HoldDeletions()
    {
        lock (_lock)
            _holders++;
        return new Hold(this); // a crash leaves what was held back: no row names it, and the sweep removes it
    }

    /// <summary>Deletes everything of one voice.</summary>
    public void DeleteAll(string voiceId)
    {
        var folder = Path.GetDirectoryName(PathOf($"{voiceId}/x"))!;
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
    }

    /// <summary>
    /// Deletes blobs and unfinished files older than <paramref name="before"/> that no row names: what a crash left behind.
    /// </summary>
    public int Sweep(IReadOnlySet<string> named, DateTime before)
    {
        var folders = Directory.EnumerateDirectories(_root)
            .Where(folder => folder != _incoming && Directory.GetLastWriteTimeUtc(folder) < before).ToList();
        var orphans = Directory.EnumerateFiles(_root, "*", SearchOption.AllDirectories)
            .Where(path => !named.Contains(Path.GetRelativePath(_root, path).Replace('\\', '/')) && File.GetLastWriteTimeUtc(path) < before)
            .ToList();
        orphans.ForEach(File.Delete);
        foreach (var folder in folders.Where(folder => !Directory.EnumerateFileSystemEntries(folder).Any()))
            Directory.Delete(folder); // a young one may be waiting for its first blob

        return orphans.Count;
    }

    /// <summary>Deletes the blobs whose names end with a mark, before the extension.</summary>
    public void DeleteMarked(string mark)
    {
        foreach (var path in Directory.EnumerateFiles(_root, $"*{mark}*", SearchOption.AllDirectories))
        {
            if (Path.GetFileNameWithoutExtension(path).EndsWith(mark, StringComparison.Ordinal))
                File.Delete(path);
        }
    }

    /// <summary>Lower-case hex SHA-256 of a file.</summary>
    public static async Task<string> Sha256(string path, CancellationToken ct)
    {
        await using var file = new FileStream(
            path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.Asynchronous | FileOptions.SequentialScan);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(file, ct));
    }

    private void Release()
    {
        lock (_lock)
        {
            if (--_holders > 0)
                return;
            foreach (var path in _heldBack.Where(path => Directory.Exists(Path.GetDirectoryName(path))))
                File.Delete(path);
            _heldBack.Clear();
        }
    }

    private sealed class Hold(BlobFolder owner) : IDisposable
    {
        private BlobFolder? _owner = owner;

        public void Dispose() => Interlocked.Exchange(ref _owner, null)?.Release();
    }
}
