using System.Formats.Tar;
using System.Text;
using System.Text.Json;
using Timbre.Bundles.Store;
using Timbre.Server.Consent.Records;
using Timbre.Server.Http;
using Timbre.Storage;
using Timbre.Storage.Blobs;

namespace Timbre.Server.Admin.Backups;

/// <summary>Writes everything the server holds as one moment saw it, while it serves.</summary>
/// <remarks>
/// The rows are spooled to files first, in one read transaction, so that a slow reader of the backup keeps no transaction open. Single
/// blobs are not deleted meanwhile; a voice that is deleted goes at once, and its rows are then left out, so that no restore brings it
/// back.
/// </remarks>
internal sealed class BackupWriter(
    Database db, BlobFolder blobs, BlobDeletions deletions, ScratchFiles scratch, SigningKey signing, BundleFolder bundles,
    TimeProvider time)
{
    private const int BufferBytes = 1 << 16;

    /// <summary>What one moment saw, in files that go when it is disposed.</summary>
    public sealed class Snapshot(
        int schema, IReadOnlyList<(string Table, FileStream Rows)> tables, IReadOnlyList<string> blobs,
        IAsyncDisposable hold) : IAsyncDisposable
    {
        public int Schema => schema;

        public IReadOnlyList<(string Table, FileStream Rows)> Tables => tables;

        /// <summary>Names, voice by voice.</summary>
        public IReadOnlyList<string> Blobs => blobs;

        public async ValueTask DisposeAsync()
        {
            await hold.DisposeAsync();
            foreach (var (_, rows) in tables)
                await rows.DisposeAsync();
        }
    }

    public async Task<Snapshot> TakeSnapshot(CancellationToken ct)
    {
        var hold = deletions.Hold(); // before the look at the rows: what they name now is there until the end
        var tables = new List<(string, FileStream)>();
        try
        {
            await using var snapshot = await db.Snapshot(ct);
            var schema = await snapshot.First<int>("select max(version) from schema_version", null, ct);
            foreach (var table in (await Schema.Read(snapshot, db.Dialect, ct)).Where(table => table.Name != BackupFormat.NotBackedUp))
            {
                var rows = scratch.NewUnnamed();
                tables.Add((table.Name, rows));
                await TableDump.Write(snapshot, table, rows, ct);
            }

            var named = await Schema.Blobs(snapshot, db.Dialect, ct);
            return new Snapshot(schema, tables, [.. named.Order(StringComparer.Ordinal)], hold);
        }
        catch
        {
            await hold.DisposeAsync();
            foreach (var (_, rows) in tables)
                await rows.DisposeAsync();
            throw;
        }
    }

    /// <param name="withModels">Whether the models that were added go with it.</param>
    public async Task Write(Snapshot snapshot, bool withModels, Stream to, CancellationToken ct)
    {
        using var checksum = new BackupChecksum();
        await using var tar = new TarWriter(to, TarEntryFormat.Pax, leaveOpen: true);
        var manifest = JsonSerializer.SerializeToUtf8Bytes(
            new BackupManifest(
                withModels ? BackupFormat.Version : BackupFormat.VersionWithoutModels, snapshot.Schema, time.GetUtcNow()), Wire.Options);
        await Add(tar, checksum, BackupFormat.Manifest, new MemoryStream(manifest), ct);
        foreach (var blob in snapshot.Blobs)
            await AddBlob(tar, checksum, blob, ct);

        await Add(tar, checksum, BackupFormat.SigningKey, new MemoryStream(Encoding.ASCII.GetBytes(signing.Pem)), ct);
        if (withModels)
            await AddModels(tar, checksum, ct);
        var deleted = await DeletedVoices(snapshot, ct);
        foreach (var (table, rows) in snapshot.Tables)
        {
            rows.Position = 0;
            await using var remaining = deleted.Count == 0 ? null : scratch.NewUnnamed();
            if (remaining is not null)
                await TableDump.CopyWithout(deleted, rows, remaining, ct);
            await Add(tar, checksum, BackupFormat.Tables + table + BackupFormat.TableExtension, remaining ?? rows, ct);
        }

        var sum = new MemoryStream(Encoding.ASCII.GetBytes(checksum.Hex()));
        await tar.WriteEntryAsync(new PaxTarEntry(TarEntryType.RegularFile, BackupFormat.Checksum) { DataStream = sum }, ct);
    }

    private async Task AddModels(TarWriter tar, BackupChecksum checksum, CancellationToken ct)
    {
        foreach (var file in bundles.List().SelectMany(bundle => Directory.EnumerateFiles(bundle.Folder)).Order(StringComparer.Ordinal))
        {
            await using var content = File.OpenRead(file);
            await Add(tar, checksum, BackupFormat.Models + Path.GetRelativePath(bundles.Path, file), content, ct);
        }
    }

    private async Task AddBlob(TarWriter tar, BackupChecksum checksum, string name, CancellationToken ct)
    {
        FileStream file;
        try
        {
            file = await blobs.OpenRead(name, ct);
        }
        catch (FileNotFoundException missing)
        {
            if (await db.First<string>("select id from voices where id = @id", new { id = name.Split('/')[0] }, ct) is not null)
                throw new IOException("A blob that a row names is missing: this backup would not be whole.", missing);
            return; // the voice was deleted a moment ago
        }

        await using (file)
            await Add(tar, checksum, BackupFormat.Blobs + name, file, ct);
    }

    private async Task<HashSet<string>> DeletedVoices(Snapshot snapshot, CancellationToken ct)
    {
        var existing = (await db.Query<string>("select id from voices", null, ct)).ToHashSet();
        var voices = snapshot.Tables.Single(table => table.Table == "voices").Rows;
        voices.Position = 0;
        using var lines = new StreamReader(voices, leaveOpen: true);
        var deleted = new HashSet<string>();
        while (await lines.ReadLineAsync(ct) is { } line)
        {
            using var row = JsonDocument.Parse(line);
            if (row.RootElement.GetProperty("id").GetString() is { } id && !existing.Contains(id))
                deleted.Add(id);
        }

        return deleted;
    }

    private static async Task Add(TarWriter tar, BackupChecksum checksum, string name, Stream content, CancellationToken ct)
    {
        content.Position = 0;
        checksum.Begin(name, content.Length);
        var buffer = new byte[BufferBytes];
        while (await content.ReadAsync(buffer, ct) is var count and > 0)
            checksum.Add(buffer.AsSpan(0, count));
        content.Position = 0;
        await tar.WriteEntryAsync(
            new PaxTarEntry(TarEntryType.RegularFile, name) { DataStream = content, Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite },
            ct);
    }
}
