using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Timbre.Server.Admin.Backups;

/// <summary>
/// A backup is a tar: <c>manifest.json</c>, the blobs as <c>blobs/voice/name</c>, the key that signs consent records, our tables as
/// <c>tables/name.jsonl</c> with a JSON object per row, and last <c>checksum.sha256</c>, without which the file is not whole.
/// </summary>
internal static class BackupFormat
{
    public const int Version = 2;

    /// <summary>What a backup without models is: older servers read it.</summary>
    public const int VersionWithoutModels = 1;
    public const string Manifest = "manifest.json";
    public const string Blobs = "blobs/";
    public const string Tables = "tables/";

    /// <summary>Models that were added, where the operator has asked for them: each a folder, between the key and the tables.</summary>
    public const string Models = "models/";
    public const string TableExtension = ".jsonl";
    public const string Checksum = "checksum.sha256";

    /// <summary>What signs consent records, between the blobs and the tables; older backups have none.</summary>
    public const string SigningKey = "keys/consent.key";
    public const int MaxKeyBytes = 1 << 12;

    /// <summary>Stays where it is: it signs links to this server's sounds, which a copy elsewhere has no business opening.</summary>
    public const string NotBackedUp = "secrets";
}

/// <summary>What a backup says of itself.</summary>
/// <param name="Format">Of the file.</param>
/// <param name="Schema">The newest migration that its tables have seen.</param>
internal sealed record BackupManifest(int Format, int Schema, DateTimeOffset CreatedAt);

/// <summary>SHA-256 over name ‖ "\n" ‖ length ‖ "\n" ‖ content of each entry.</summary>
internal sealed class BackupChecksum : IDisposable
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    public void Begin(string name, long length) =>
        _hash.AppendData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{name}\n{length}\n")));

    public void Add(ReadOnlySpan<byte> content) => _hash.AppendData(content);

    public string Hex() => Convert.ToHexStringLower(_hash.GetCurrentHash());

    public void Dispose() => _hash.Dispose();
}
