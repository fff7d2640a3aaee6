using System.Data.Common;
using System.Formats.Tar;
using System.Text.Json;
using Timbre.Server.Accounts;
using Timbre.Server.Consent.Records;
using Timbre.Server.Http;
using Timbre.Server.Http.Links;
using Timbre.Server.Http.Maintenance;
using Timbre.Server.Jobs;
using Timbre.Storage;
using Timbre.Storage.Blobs;

namespace Timbre.Server.Admin.Backups;

/// <summary>Puts a checked backup in the place of everything the server holds.</summary>
internal sealed class Restoration(
    Database db, BlobFolder blobs, BlobDeletions deletions, DiskSpace disk, Migrator migrator, MaintenanceMode maintenance, JobPause jobs,
    LinkKey links, SigningKey signing, RestoredModels models, DefaultAccount defaultAccount,
    Authentication authentication, ILogger<Restoration> log) : IDisposable
{
    private static readonly TimeSpan RequestTimeout = TimeSpan.FromSeconds(10);
    private static readonly Refusal Busy = new(503, "busy", "Requests under way do not end; the restore was not begun. Try again.");
    private readonly SemaphoreSlim _lock = new(1, 1);

    public async Task Run(Stream file, BackupManifest manifest, CancellationToken ct)
    {
        if (!await _lock.WaitAsync(TimeSpan.Zero, ct))
            throw new RefusedException(new Refusal(409, "restore_running", "Another restore is under way."));
        var restored = new RestoredBlobs(blobs, disk);
        var replaced = false;
        try
        {
            await Unpack(file, restored, ct); // beside the old ones, while the server still serves
            using var pause = await maintenance.Begin(RequestTimeout, ct) ?? throw new RefusedException(Busy);
            await using var parked = await jobs.Begin(CancellationToken.None);
            await ReplaceRows(file, manifest, restored);
            replaced = true;
            await LoadRestoredState(file);
            await foreach (var entry in Entries(file, BackupFormat.Models, CancellationToken.None))
                await models.Put(entry, CancellationToken.None);
        }
        catch (Exception wrong) when (!replaced && IsContentError(wrong))
        {
            log.LogWarning(wrong, "A backup could not be restored");
            throw BackupCheck.Damaged("its content contradicts itself");
        }
        finally
        {
            if (!replaced)
                await restored.Discard();
            _lock.Release();
        }
    }

    public void Dispose() => _lock.Dispose();

    private static bool IsContentError(Exception wrong) =>
        wrong is DbException or JsonException or InvalidOperationException or ArgumentException or FormatException;

    private static async Task Unpack(Stream file, RestoredBlobs restored, CancellationToken ct)
    {
        await foreach (var entry in Entries(file, BackupFormat.Blobs, ct))
            await restored.Unpack(entry, ct);
    }

    private async Task ReplaceRows(Stream file, BackupManifest manifest, RestoredBlobs restored)
    {
        var ct = CancellationToken.None;
        await using var unit = await db.Begin(ct);
        await migrator.Rebuild(unit, manifest.Schema, async () =>
        {
            var tables = (await Schema.Read(unit, db.Dialect, ct)).Where(table => table.Name != BackupFormat.NotBackedUp)
                .ToDictionary(table => table.Name);
            await foreach (var entry in Entries(file, BackupFormat.Tables, ct))
            {
                var name = entry.Name[BackupFormat.Tables.Length..^BackupFormat.TableExtension.Length];
                if (!tables.TryGetValue(name, out var table))
                    throw BackupCheck.Damaged("it holds a table of no such version");
                if (entry.DataStream is not null)
                    await new TableLoad(unit, table, restored).Read(entry.DataStream, ct);
            }
        }, ct);

        // Old or new, never between: until here the old rows stand and name the old blobs, all still in place; from here on the new
        // rows name the new blobs, all in place already. A crash on either side leaves files that no row names, for the sweep.
        await unit.Commit();
    }

    /// <summary>
    /// Serves what is there now, and removes every trace of what was; still in maintenance, so whatever no row names is left over.
    /// </summary>
    private async Task LoadRestoredState(Stream file)
    {
        var ct = CancellationToken.None;
        await foreach (var entry in Entries(file, BackupFormat.SigningKey, ct))
        {
            using var pem = new StreamReader(entry.DataStream!, leaveOpen: true);
            // its records are signed with it; a crash just before leaves a key that signs the next ones, and the backup has the other
            signing.Replace(await pem.ReadToEndAsync(ct));
        }

        authentication.ClearCache();
        await links.Load(ct); // a new key: links given out before open nothing any more
        await defaultAccount.EnsureAndPrintKey(ct);
        HashSet<string> named;
        await using (var snapshot = await db.Snapshot(ct))
            named = await Schema.Blobs(snapshot, db.Dialect, ct);
        await deletions.Sweep(named, DateTime.MaxValue, ct);
        if (!await db.TruncateLog(ct))
            log.LogDebug("The write-ahead log could not be truncated; the next sweep does it");
    }

    private static async IAsyncEnumerable<TarEntry> Entries(
        Stream file, string folder, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        file.Position = 0;
        await using var tar = new TarReader(file, leaveOpen: true);
        while (await tar.GetNextEntryAsync(copyData: false, ct) is { } entry)
        {
            if (entry.Name.StartsWith(folder, StringComparison.Ordinal))
                yield return entry;
        }
    }
}
