using System.Formats.Tar;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Timbre.Server.Tests.Admin.Backups;

/// <summary>A backup taken apart, and put together again by hand as its format is documented.</summary>
internal sealed class BackupFile(IReadOnlyList<(string Name, byte[] Content)> entries)
{
    public IReadOnlyList<(string Name, byte[] Content)> Entries { get; } = entries;

    public static BackupFile Read(byte[] tar)
    {
        var entries = new List<(string, byte[])>();
        using var reader = new TarReader(new MemoryStream(tar));
        while (reader.GetNextEntry() is { } entry)
        {
            var content = new MemoryStream();
            entry.DataStream?.CopyTo(content);
            entries.Add((entry.Name, content.ToArray()));
        }

        return new BackupFile(entries);
    }

    /// <summary>A tar with the right checksum at its end.</summary>
    public byte[] Write()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var tar = new MemoryStream();
        using (var writer = new TarWriter(tar, TarEntryFormat.Pax, leaveOpen: true))
        {
            foreach (var (name, content) in Entries.Where(entry => entry.Name != "checksum.sha256"))
            {
                hash.AppendData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{name}\n{content.Length}\n")));
                hash.AppendData(content);
                writer.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(content) });
            }

            var sum = Encoding.ASCII.GetBytes(Convert.ToHexStringLower(hash.GetHashAndReset()));
            writer.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, "checksum.sha256") { DataStream = new MemoryStream(sum) });
        }

        return tar.ToArray();
    }

    public BackupFile With(string name, string content) =>
        new([.. Entries.Select(entry => entry.Name == name ? (name, Encoding.UTF8.GetBytes(content)) : entry)]);

    public BackupFile Without(Func<string, bool> name) => new([.. Entries.Where(entry => !name(entry.Name))]);

    public string Text(string name) => Encoding.UTF8.GetString(Entries.Single(entry => entry.Name == name).Content);

    /// <summary>All rows and blobs, in an order and with names that do not tell how often they were restored.</summary>
    public IEnumerable<string> Content() => Entries
        .Where(entry => entry.Name.StartsWith("tables/", StringComparison.Ordinal))
        .SelectMany(entry =>
            Encoding.UTF8.GetString(entry.Content).Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(line => $"{entry.Name} {line}"))
        .Concat(
            Entries.Where(entry => entry.Name.StartsWith("blobs/", StringComparison.Ordinal))
                .Select(entry => $"{entry.Name} {Convert.ToHexString(SHA256.HashData(entry.Content))}"))
        .Select(line => Regex.Replace(line, "-r[0-9a-f]{8}", ""))
        .Order(StringComparer.Ordinal);
}
