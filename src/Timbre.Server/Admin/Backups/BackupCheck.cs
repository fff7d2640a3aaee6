using System.Formats.Tar;
using System.Text;
using System.Text.Json;
using Timbre.Models.Consent.Records;
using Timbre.Server.Http;
using Timbre.Storage;

namespace Timbre.Server.Admin.Backups;

/// <summary>Reads a backup from end to end before anything of it is used.</summary>
internal static class BackupCheck
{
    private const int MaxManifestBytes = 1 << 16;
    private const int BufferBytes = 1 << 16;

    /// <exception cref="RefusedException">It is damaged, not whole, or of a newer Timbre.</exception>
    public static async Task<BackupManifest> Verify(Stream file, Migrator migrator, CancellationToken ct)
    {
        try
        {
            return await Read(file, migrator, ct);
        }
        catch (Exception damage) when (damage is InvalidDataException or EndOfStreamException or FormatException or JsonException
            or ArgumentException)
        {
            throw Damaged("it cannot be read as a tar");
        }
    }

    public static RefusedException Damaged(string how) =>
        new(Refusal.BadRequest("backup_damaged", $"This is not a whole backup of Timbre: {how}. Nothing was changed."));

    private static async Task<BackupManifest> Read(Stream file, Migrator migrator, CancellationToken ct)
    {
        file.Position = 0;
        BackupManifest? manifest = null;
        using var checksum = new BackupChecksum();
        await using var tar = new TarReader(file, leaveOpen: true);
        while (await tar.GetNextEntryAsync(copyData: false, ct) is { } entry)
        {
            if (entry.EntryType is not (TarEntryType.RegularFile or TarEntryType.V7RegularFile))
                throw Damaged($"it holds something that is no file ({entry.EntryType})");
            if (entry.Name == BackupFormat.Checksum)
            {
                if (manifest is null || await Text(entry, 64, ct) != checksum.Hex())
                    throw Damaged("its content does not match its checksum");
                return await tar.GetNextEntryAsync(copyData: false, ct) is null ? manifest : throw Damaged("something follows its end");
            }

            if (manifest is null)
                manifest = await Manifest(entry, checksum, migrator, ct);
            else if (entry.Name == BackupFormat.SigningKey)
                await Key(entry, checksum, ct);
            else if (entry.Name.StartsWith(BackupFormat.Blobs, StringComparison.Ordinal)
                || entry.Name.StartsWith(BackupFormat.Models, StringComparison.Ordinal)
                || entry.Name.StartsWith(BackupFormat.Tables, StringComparison.Ordinal))
                await Hash(entry, checksum, ct);
            else
                throw Damaged("it holds a file that does not belong into one");
        }

        throw Damaged("it ends too early");
    }

    private static async Task<BackupManifest> Manifest(TarEntry entry, BackupChecksum checksum, Migrator migrator, CancellationToken ct)
    {
        if (entry.Name != BackupFormat.Manifest)
            throw Damaged("it does not begin as one");

        var text = await Text(entry, MaxManifestBytes, ct);
        checksum.Begin(entry.Name, entry.Length);
        checksum.Add(Encoding.UTF8.GetBytes(text));
        var manifest = JsonSerializer.Deserialize<BackupManifest>(text, Wire.Options);
        if (manifest is null || manifest.Format < 1 || manifest.Schema < 1)
            throw Damaged("it does not say what it is");
        return manifest.Format <= BackupFormat.Version && manifest.Schema <= migrator.Newest
            ? manifest
            : throw new RefusedException(Refusal.BadRequest("backup_newer",
                $"A newer Timbre made this backup (format {manifest.Format}, database version {manifest.Schema}); this one " +
                    $"knows up to {BackupFormat.Version} and {migrator.Newest}. Restore it with the newer one. Nothing was " +
                    "changed."));
    }

    private static async Task Key(TarEntry entry, BackupChecksum checksum, CancellationToken ct)
    {
        var pem = await Text(entry, BackupFormat.MaxKeyBytes, ct);
        using var key = ConsentKey.FromPem(pem);
        checksum.Begin(entry.Name, entry.Length);
        checksum.Add(Encoding.UTF8.GetBytes(pem));
    }

    private static async Task Hash(TarEntry entry, BackupChecksum checksum, CancellationToken ct)
    {
        checksum.Begin(entry.Name, entry.Length);
        var buffer = new byte[BufferBytes];
        var left = entry.Length;
        while (entry.DataStream is not null && await entry.DataStream.ReadAsync(buffer, ct) is var count and > 0)
        {
            checksum.Add(buffer.AsSpan(0, count));
            left -= count;
        }

        if (left != 0)
            throw Damaged("it ends too early");
    }

    private static async Task<string> Text(TarEntry entry, int maxBytes, CancellationToken ct)
    {
        if (entry.DataStream is null || entry.Length > maxBytes)
            throw Damaged("a part of it has a size that it cannot have");
        using var reader = new StreamReader(entry.DataStream, Encoding.UTF8, detectEncodingFromByteOrderMarks: false, leaveOpen: true);
        return await reader.ReadToEndAsync(ct);
    }
}
