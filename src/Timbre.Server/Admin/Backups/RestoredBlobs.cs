using System.Formats.Tar;
using System.Security.Cryptography;
using Timbre.Server.Plumbing;
using Timbre.Storage;

namespace Timbre.Server.Admin.Backups;

/// <summary>The blobs of a backup, laid beside those that are there, under names of their own.</summary>
/// <remarks>
/// <c>voice/id.wav</c> becomes <c>voice/id-r1a2b3c4d.wav</c>, another mark at each restore. So nothing is overwritten before the rows
/// change, and a blob that has been damaged on the disk is replaced all the same.
/// </remarks>
internal sealed class RestoredBlobs(BlobFolder blobs, DiskSpace disk)
{
    private const int MarkLength = 10;
    private readonly string _mark = "-r" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4));

    /// <exception cref="RefusedException">The disk is too full, or a name is not a blob's.</exception>
    public async Task Unpack(TarEntry entry, CancellationToken ct)
    {
        var name = Marked(entry.Name[BackupFormat.Blobs.Length..]);
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
    public void Discard() => blobs.DeleteMarked(_mark);

    /// <summary>The new name of a blob that a row names; it is there.</summary>
    public string Renamed(string name)
    {
        var marked = Marked(name);
        return File.Exists(blobs.PathOf(marked)) ? marked : throw BackupCheck.Damaged("a row names a blob that is not in it");
    }

    private string Marked(string name)
    {
        var dot = name.LastIndexOf('.');
        var (stem, ending) = dot < 0 ? (name, "") : (name[..dot], name[dot..]);
        if (stem.Length > MarkLength && stem[^MarkLength..].StartsWith("-r", StringComparison.Ordinal))
            stem = stem[..^MarkLength]; // of an earlier restore
        return stem + _mark + ending;
    }
}
