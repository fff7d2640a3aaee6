using System.Formats.Tar;
using Timbre.Bundles.Store;

namespace Timbre.Server.Admin.Backups;

/// <summary>Puts the models of a backup in the place of those of the same names; others stay. No row names them.</summary>
/// <remarks>After a crash in between a model says of itself that it is not whole; restoring the same backup again completes it.</remarks>
internal sealed class RestoredModels(BundleFolder bundles, ILogger<RestoredModels> log)
{
    public async Task Put(TarEntry entry, CancellationToken ct)
    {
        if (entry.Name[BackupFormat.Models.Length..].Split('/') is not [var name, var file] || !BundleName.IsAllowed(name)
            || file is "" or "." or ".." || Path.GetFileName(file) != file)
        {
            log.LogWarning("The backup holds a file that belongs to no model; it is passed over");
            return;
        }

        var folder = Directory.CreateDirectory(Path.Combine(bundles.Path, name)).FullName;
        var next = Path.Combine(folder, $".{Guid.NewGuid():N}");
        await entry.ExtractToFileAsync(next, overwrite: true, ct);
        File.Move(next, Path.Combine(folder, file), overwrite: true);
    }
}
