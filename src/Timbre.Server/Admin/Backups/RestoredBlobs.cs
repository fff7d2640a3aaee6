using System.Formats.Tar;
using System.Security.Cryptography;
using Timbre.Server.Http;
using Timbre.Storage.Blobs;

namespace Timbre.Server.Admin.Backups;

/// <summary>The blobs of a backup, laid beside those that are there, under names of their own.</summary>
/// <remarks>
/// <c>voice/id.wav</c> becomes <c>voice/id-r1a2b3c4d.wav</c>, another mark at each restore. So nothing is overwritten before the rows
/// change, and a blob that has been damaged on the disk is replaced all the same.
/// </remarks>
internal sealed class RestoredBlobs(BlobFolder blobs, DiskSpace disk)
{
    private const int SuffixLength = 10;
    private readonly HashSet<string> _names = [];
    private readonly string _suffix = "-r" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4));

    /// <exception cref="RefusedException">The disk is too full, or a name is not a blob's.</exception>
    public async Task Unpack(TarEntry entry, CancellationToken ct)
    {
        var name = WithSuffix(entry.Name[BackupFormat.Blobs.Length..]);
        if (_names.Contains(name))
            throw BackupCheck.Damaged("it holds a blob twice");
        if (!disk.HasRoomFor(entry.Length))
            throw new RefusedException(DiskSpace.Full);

        await blobs.Put(name, entry.DataStream ?? Stream.Null, ct);
        _names.Add(name);
    }

    /// <summary>The backup is not to be used after all.</summary>
    public async Task Discard()
    {
        foreach (var name in _names)
            await blobs.Delete(name);
    }

    /// <summary>The new name of a blob that a row names; it is there.</summary>
    public string Renamed(string name)
    {
        var renamed = WithSuffix(name);
        return _names.Contains(renamed) ? renamed : throw BackupCheck.Damaged("a row names a blob that is not in it");
    }

    private string WithSuffix(string name)
    {
        var dot = name.LastIndexOf('.');
        var (stem, extension) = dot < 0 ? (name, "") : (name[..dot], name[dot..]);
        if (stem.Length > SuffixLength && stem[^SuffixLength..].StartsWith("-r", StringComparison.Ordinal))
            stem = stem[..^SuffixLength]; // of an earlier restore
        return stem + _suffix + extension;
    }
}
