using System.Buffers.Binary;
using System.Text;
using Timbre.Server.Datasets;
using Timbre.Server.Datasets.Archives;

namespace Timbre.Server.Tests.Datasets.Archives;

/// <summary>A folder for archives, and the ways to look into one.</summary>
public abstract class ArchiveTest : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("timbre-archive-").FullName;

    private protected static ArchiveLimits Small { get; } = new(
        MaxEntries: 20, MaxUnpackedBytes: 1 << 20, MaxEntryBytes: 1 << 19, MaxRatio: 20, FreeBytes: 4096, MaxDepth: 4, MaxNameLength: 60);

    /// <summary>A WAV header is enough to be taken for sound.</summary>
    public static byte[] Wav(int dataBytes = 100)
    {
        var bytes = new byte[44 + dataBytes];
        "RIFF"u8.CopyTo(bytes);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(4), bytes.Length - 8);
        "WAVEfmt "u8.CopyTo(bytes.AsSpan(8));
        new Random(dataBytes).NextBytes(bytes.AsSpan(44));
        return bytes;
    }

    public void Dispose()
    {
        Directory.Delete(_folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    private protected DatasetArchive Open(byte[] bytes, ArchiveLimits? limits = null)
    {
        var path = Path.Combine(_folder, "dataset");
        File.WriteAllBytes(path, bytes);
        return DatasetArchive.Open(path, limits ?? Small);
    }

    /// <summary>Reads everything: names, kinds and contents, then what was passed over.</summary>
    private protected List<string> ReadAll(byte[] bytes, ArchiveLimits? limits = null)
    {
        using var archive = Open(bytes, limits);
        var first = ReadAll(archive);
        Assert.Equal(first, ReadAll(archive)); // the same archive gives the same entries, however often
        Assert.Equal(["dataset"], Directory.EnumerateFileSystemEntries(_folder).Select(Path.GetFileName)); // and leaves nothing anywhere
        return first;
    }

    private protected DatasetException Refused(string code, byte[] bytes, ArchiveLimits? limits = null)
    {
        var refusal = Assert.Throws<DatasetException>(() => ReadAll(bytes, limits));
        Assert.Equal(code, refusal.Code);
        Assert.DoesNotContain(refusal.Message, char.IsControl);
        Assert.True(refusal.Message.Length < 300, refusal.Message);
        return refusal;
    }

    private static List<string> ReadAll(DatasetArchive archive)
    {
        var seen = new List<string>();
        foreach (var entry in archive.Entries(CancellationToken.None))
        {
            using var content = new MemoryStream();
            entry.CopyTo(content, CancellationToken.None);
            Assert.Equal(entry.Length, content.Length);
            seen.Add(
                $"{entry.Kind} {entry.Name} {(entry.Kind == DatasetEntryKind.Text
                    ? Encoding.UTF8.GetString(content.ToArray())
                    : Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(content.ToArray()))[..8])}");
        }

        seen.AddRange(archive.Ignored.Select(entry => $"ignored {entry.Name}: {entry.Reason}"));
        return seen;
    }
}
