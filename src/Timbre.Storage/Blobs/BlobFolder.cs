using System.Security.Cryptography;

namespace Timbre.Storage.Blobs;

/// <summary>A blob that is stored.</summary>
/// <param name="Name">As <see cref="BlobName"/> makes them.</param>
/// <param name="ModifiedAt">When it was put, in UTC by the clock of the file system.</param>
public sealed record StoredBlob(string Name, DateTime ModifiedAt);

/// <summary>Blobs in a folder: put, leased, deleted and listed by names of the form <c>voice id/blob id.ext</c>.</summary>
/// <remarks>
/// A blob is written beside its place and renamed into it, so that a name either holds the whole content or does not exist.
/// A prefix is <c>""</c> for everything, <c>voice id/</c> for all blobs of a voice, or a whole name for that blob alone.
/// All methods may be called at once, for the same names too.
/// </remarks>
public sealed class BlobFolder
{
    private const UnixFileMode PrivateFolder = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode PrivateFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const int BufferBytes = 128 << 10;
    private const int MaxAttempts = 100; // of what another thread may undo in the same moment
    private readonly string _root;
    private readonly string _incoming; // unfinished blobs, and the folders of voices that are being deleted
    private readonly string _leases;

    /// <summary>
    /// A store in <paramref name="root"/>, which is made when it is not there, readable by its owner only. What a process that died has
    /// left unfinished or leased is removed: a folder has one server at a time.
    /// </summary>
    public BlobFolder(string root)
    {
        _root = root;
        _incoming = Path.Combine(root, ".incoming");
        _leases = Path.Combine(root, ".leases");
        Directory.CreateDirectory(root, PrivateFolder);
        foreach (var folder in (string[])[_incoming, _leases])
        {
            if (Directory.Exists(folder))
                Directory.Delete(folder, recursive: true);
            Directory.CreateDirectory(folder, PrivateFolder);
        }
    }

    /// <summary>
    /// Stores what <paramref name="content"/> holds from its position on, in the place of whatever has that name; memory holds one buffer
    /// of it.
    /// </summary>
    /// <returns>Lower-case hex SHA-256 of the content.</returns>
    /// <exception cref="ArgumentException">The name is not one of <see cref="BlobName"/>'s.</exception>
    public async Task<string> Put(string name, Stream content, CancellationToken ct)
    {
        var target = PathOf(name);
        var unfinished = NewPath(_incoming); // a crash before the rename leaves it, for the next start to remove
        try
        {
            var hash = await Write(unfinished, content, ct);
            Place(unfinished, target);
            return hash;
        }
        catch
        {
            File.Delete(unfinished);
            throw;
        }
    }

    /// <summary>
    /// The content that the name has now, as a local file that stays as it is until the lease is disposed, whatever becomes of the name.
    /// </summary>
    /// <exception cref="FileNotFoundException">There is no blob of that name.</exception>
    /// <exception cref="ArgumentException">The name is not one of <see cref="BlobName"/>'s.</exception>
    public Task<BlobLease> Get(string name, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        var path = PathOf(name);
        var leased = NewPath(_leases) + Path.GetExtension(name); // a crash leaves it, for the next start to remove
        HardLink.Create(path, leased);
        return Task.FromResult(new BlobLease(leased, () => File.Delete(leased)));
    }

    /// <summary>
    /// Deletes the blobs of a prefix that is not empty; no error when there are none. What is leased is gone from the disk when its lease
    /// ends.
    /// </summary>
    /// <exception cref="ArgumentException">The prefix is neither a voice's nor a name.</exception>
    public Task Delete(string prefix)
    {
        if (BlobName.VoiceOf(prefix) is { } voice)
            DeleteFolder(Path.Combine(_root, voice));
        else
            DeleteFile(PathOf(prefix));
        return Task.CompletedTask;
    }

    /// <summary>The blobs of a prefix, in no order; those that are put or deleted meanwhile may be among them or not.</summary>
    /// <exception cref="ArgumentException">The prefix is neither empty, nor a voice's, nor a name.</exception>
    public IAsyncEnumerable<StoredBlob> List(string prefix, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        return Find(prefix).ToAsyncEnumerable();
    }

    private IEnumerable<StoredBlob> Find(string prefix)
    {
        if (prefix.Length == 0)
        {
            return Directory.EnumerateDirectories(_root)
                .Select(folder => BlobName.PrefixOf(Path.GetFileName(folder)))
                .Where(voice => BlobName.VoiceOf(voice) is not null)
                .SelectMany(Find);
        }

        if (BlobName.VoiceOf(prefix) is { } voice)
        {
            return FilesOf(Path.Combine(_root, voice))
                .Select(file => new StoredBlob(prefix + file.Name, file.LastWriteTimeUtc))
                .Where(blob => BlobName.IsName(blob.Name));
        }

        var one = new FileInfo(PathOf(prefix));
        return one.Exists ? [new StoredBlob(prefix, one.LastWriteTimeUtc)] : [];
    }

    private static FileInfo[] FilesOf(string folder)
    {
        try
        {
            return new DirectoryInfo(folder).GetFiles();
        }
        catch (DirectoryNotFoundException)
        {
            return []; // none was ever put, or all were deleted
        }
    }

    private static async Task<string> Write(string path, Stream content, CancellationToken ct)
    {
        await using var file = new FileStream(path, new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            UnixCreateMode = PrivateFile,
            BufferSize = 0,
            Options = FileOptions.Asynchronous,
        });
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[BufferBytes];
        while (await content.ReadAsync(buffer, ct) is var count and > 0)
        {
            hash.AppendData(buffer.AsSpan(0, count));
            await file.WriteAsync(buffer.AsMemory(0, count), ct);
        }

        file.Flush(flushToDisk: true); // a row may name it a moment later, and must then find it whole
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static void Place(string unfinished, string target)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                Directory.CreateDirectory(Path.GetDirectoryName(target)!, PrivateFolder);
                File.Move(unfinished, target, overwrite: true);
                return;
            }
            catch (IOException) when (attempt < MaxAttempts && File.Exists(unfinished))
            {
                continue; // the voice, or the last blob beside it, was deleted in that moment, and the folder with it
            }
        }
    }

    private static void DeleteFile(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (DirectoryNotFoundException)
        {
            return; // nothing of the voice is left, this one included
        }

        var folder = Path.GetDirectoryName(path)!;
        try
        {
            if (!Directory.EnumerateFileSystemEntries(folder).Any())
                Directory.Delete(folder);
        }
        catch (IOException)
        {
            return; // somebody put another blob there after the look, or was first to delete the folder
        }
    }

    /// <summary>A voice goes in one step: whoever looks sees all of its blobs, or none.</summary>
    private void DeleteFolder(string folder)
    {
        while (Directory.Exists(folder)) // again when another blob was put meanwhile
        {
            var removed = NewPath(_incoming);
            try
            {
                Directory.Move(folder, removed);
            }
            catch (Exception missing) when (missing is DirectoryNotFoundException or FileNotFoundException)
            {
                continue; // somebody else deleted it just now
            }

            DeleteMoved(removed); // a crash just before leaves it, for the next start to remove
        }
    }

    private static void DeleteMoved(string folder)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                Directory.Delete(folder, recursive: true);
                return;
            }
            catch (IOException) when (attempt < MaxAttempts)
            {
                continue; // not empty: a Put that had found the folder before it was moved has finished in it
            }
        }
    }

    private static string NewPath(string folder) => Path.Combine(folder, Guid.CreateVersion7().ToString("N"));

    private string PathOf(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return BlobName.IsName(name)
            ? Path.Combine(_root, name)
            : throw new ArgumentException($"Not the name of a blob: {name.Length} characters.", nameof(name));
    }
}
