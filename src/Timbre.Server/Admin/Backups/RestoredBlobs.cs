using System.Formats.Tar;
using System.Security.Cryptography;
using Timbre.Server.Http;
using Timbre.Storage;

namespace Timbre.Server.Admin.Backups;

/// <summary>The blobs of a backup, laid beside those that are there, under names of their own.</summary>
/// <remarks>
/// <c>voice/id.wav</c> becomes <c>voice/id-r1a2b3c4d.wav</c>, another mark at each restore. So nothing is overwritten before the rows
/// change, and a blob that has been damaged on the disk is replaced all the same.
/// </remarks>
internal sealed class RestoredBlobs(BlobFolder blobs, DiskSpace disk)
{
    private const int SuffixLength = 10;
    private readonly string _suffix = "-r" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4));

    /// <exception cref="RefusedException">The disk is too full, or a name is not a blob's.</exception>
    public async Task Unpack(TarEntry entry, CancellationToken ct)
    {
        var name = WithSuffix(entry.Name[BackupFormat.Blobs.Length..]);
        if (File.Exists(blobs.PathOf(name)))
            throw BackupCheck.Damaged("it holds a blob twice");
        if (!disk.HasRoomFor(entry.Length))
            throw new RefusedException(DiskSpace.Full);

        string path;
        await using (var file = blobs.NewFile())
        {
            path = file.Name;
            if (entry.DataStream is not null)
                await entry.DataStream.CopyToAsync(file, ct);
        }

        blobs.Place(path, name);
    }

    /// <summary>The backup is not to be used after all.</summary>
    public void Discard() => blobs.DeleteMarked(_suffix);

    /// <summary>The new name of a blob that a row names; it is there.</summary>
    public string Renamed(string name)
    {
        var renamed = WithSuffix(name);
        return File.Exists(blobs.PathOf(renamed)) ? renamed : throw BackupCheck.Damaged("a row names a blob that is not in it");
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
