using System.Formats.Tar;
using System.Text;
using System.Text.Json;
using Timbre.Server.Consent.Records;
using Timbre.Server.Plumbing;
using Timbre.Storage;

namespace Timbre.Server.Admin.Backups;

/// <summary>Writes everything the server holds as one moment saw it, while it serves.</summary>
/// <remarks>
/// The rows are spooled to files first, in one read transaction, so that a slow reader of the backup keeps no transaction open. Single
/// blobs are not deleted meanwhile; a voice that is deleted goes at once, and its rows are then left out, so that no restore brings it back.
/// </remarks>
internal sealed class BackupWriter(Database db, BlobFolder blobs, SigningKey signing, TimeProvider time)
{
    private const int BufferBytes = 1 << 16;

    /// <summary>What one moment saw, in files that go when it is disposed.</summary>
    public sealed class Moment(int schema, IReadOnlyList<(string Table, FileStream Rows)> tables, IReadOnlyList<string> blobs, IDisposable hold) : IAsyncDisposable
    {
        public int Schema => schema;

        public IReadOnlyList<(string Table, FileStream Rows)> Tables => tables;

        /// <summary>Names, voice by voice.</summary>
        public IReadOnlyList<string> Blobs => blobs;

        public async ValueTask DisposeAsync()
        {
            hold.Dispose();
            foreach (var (_, rows) in tables)
                await rows.DisposeAsync();
        }
    }

    public async Task<Moment> Take(CancellationToken ct)
    {
        var hold = blobs.HoldDeletions(); // before the look at the rows: what they name now is there until the end
        var tables = new List<(string, FileStream)>();
        try
        {
            await using var moment = await db.Snapshot(ct);
            var schema = await moment.First<int>("select max(version) from schema_version", null, ct);
            foreach (var table in (await Schema.Read(moment, db.Dialect, ct)).Where(table => table.Name != BackupFormat.NotBackedUp))
            {
                var rows = NewSpool();
                tables.Add((table.Name, rows));
                await TableDump.Write(moment, table, rows, ct);
            }

            var named = await Schema.Blobs(moment, db.Dialect, ct);
            return new Moment(schema, tables, [.. named.Order(StringComparer.Ordinal)], hold);
        }
        catch
        {
            hold.Dispose();
            foreach (var (_, rows) in tables)
                await rows.DisposeAsync();
            throw;
        }
    }

    public async Task Write(Moment moment, Stream to, CancellationToken ct)
    {
        using var checksum = new BackupChecksum();
        await using var tar = new TarWriter(to, TarEntryFormat.Pax, leaveOpen: true);
        var manifest = JsonSerializer.SerializeToUtf8Bytes(new BackupManifest(BackupFormat.Version, moment.Schema, time.GetUtcNow()), Wire.Options);
        await Add(tar, checksum, BackupFormat.Manifest, new MemoryStream(manifest), ct);
        foreach (var blob in moment.Blobs)
            await AddBlob(tar, checksum, blob, ct);

        await Add(tar, checksum, BackupFormat.SigningKey, new MemoryStream(Encoding.ASCII.GetBytes(signing.Pem)), ct);
        var gone = await DeletedMeanwhile(moment, ct);
        foreach (var (table, rows) in moment.Tables)
        {
            rows.Position = 0;
            await using var kept = gone.Count == 0 ? null : NewSpool();
            if (kept is not null)
                await TableDump.CopyWithout(gone, rows, kept, ct);
            await Add(tar, checksum, BackupFormat.Tables + table + BackupFormat.TableEnding, kept ?? rows, ct);
        }

        var sum = new MemoryStream(Encoding.ASCII.GetBytes(checksum.Hex()));
        await tar.WriteEntryAsync(new PaxTarEntry(TarEntryType.RegularFile, BackupFormat.Checksum) { DataStream = sum }, ct);
    }

    private async Task AddBlob(TarWriter tar, BackupChecksum checksum, string name, CancellationToken ct)
    {
        FileStream file;
        try
        {
            file = new FileStream(blobs.PathOf(name), FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, BufferBytes, FileOptions.Asynchronous);
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            if (await db.First<string>("select id from voices where id = @id", new { id = name.Split('/')[0] }, ct) is not null)
                throw new IOException("A blob that a row names is missing: this backup would not be whole.", missing);
            return; // the voice was deleted a moment ago
        }

        await using (file)
            await Add(tar, checksum, BackupFormat.Blobs + name, file, ct);
    }

    private async Task<HashSet<string>> DeletedMeanwhile(Moment moment, CancellationToken ct)
    {
        var there = (await db.Query<string>("select id from voices", null, ct)).ToHashSet();
        var voices = moment.Tables.Single(table => table.Table == "voices").Rows;
        voices.Position = 0;
        using var lines = new StreamReader(voices, leaveOpen: true);
        var gone = new HashSet<string>();
        while (await lines.ReadLineAsync(ct) is { } line)
        {
            using var row = JsonDocument.Parse(line);
            if (row.RootElement.GetProperty("id").GetString() is { } id && !there.Contains(id))
                gone.Add(id);
        }

        return gone;
    }

    private static async Task Add(TarWriter tar, BackupChecksum checksum, string name, Stream content, CancellationToken ct)
    {
        content.Position = 0;
        checksum.Begin(name, content.Length);
        var buffer = new byte[BufferBytes];
        while (await content.ReadAsync(buffer, ct) is var count and > 0)
            checksum.Add(buffer.AsSpan(0, count));
        content.Position = 0;
        await tar.WriteEntryAsync(new PaxTarEntry(TarEntryType.RegularFile, name) { DataStream = content, Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite }, ct);
    }

    /// <summary>A private file without a name: it is gone when it is closed, or when the process dies.</summary>
    private FileStream NewSpool()
    {
        var file = blobs.NewFile();
        File.Delete(file.Name);
        return file;
    }
}
