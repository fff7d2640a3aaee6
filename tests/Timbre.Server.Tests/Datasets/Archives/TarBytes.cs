using System.IO.Compression;
using System.Text;

namespace Timbre.Server.Tests.Datasets.Archives;

/// <summary>Writes tars by the byte, honest by default and as wrong as a test wants.</summary>
public sealed class TarBytes
{
    private readonly MemoryStream _file = new();

    public static byte[] End { get; } = new byte[1024];

    public TarBytes Add(string name, string content) => Add(name, Encoding.UTF8.GetBytes(content));

    public TarBytes Add(
        string name, byte[] content, char type = '0', string? size = null, string link = "", string prefix = "", int sumError = 0)
    {
        var block = new byte[512];
        Put(block, 0, Encoding.UTF8.GetBytes(name));
        Put(block, 100, "0000644\0"u8);
        Put(block, 124, Encoding.Latin1.GetBytes(size ?? Convert.ToString(content.Length, 8).PadLeft(11, '0') + "\0"));
        Put(block, 136, "00000000000\0"u8);
        block[156] = (byte)type;
        Put(block, 157, Encoding.UTF8.GetBytes(link));
        Put(block, 257, "ustar\000"u8);
        Put(block, 345, Encoding.UTF8.GetBytes(prefix));
        var sum = block.Sum(b => b) + (8 * ' ') + sumError;
        Put(block, 148, Encoding.ASCII.GetBytes(Convert.ToString(sum, 8).PadLeft(6, '0') + "\0 "));
        _file.Write(block);
        return Raw(content);
    }

    /// <summary>A pax header for what follows.</summary>
    public TarBytes Pax(params string[] records) => Add("PaxHeader", Encoding.UTF8.GetBytes(string.Concat(records.Select(Record))), 'x');

    public TarBytes Raw(byte[] content)
    {
        _file.Write(content);
        _file.Write(new byte[-content.Length & 511]);
        return this;
    }

    public byte[] Open() => _file.ToArray();

    public byte[] Done() => [.. _file.ToArray(), .. End];

    public byte[] Gzipped() => Gzip(Done());

    public static byte[] Gzip(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true))
            gzip.Write(bytes);
        return packed.ToArray();
    }

    public static string Record(string text)
    {
        var body = Encoding.UTF8.GetByteCount(text) + 2;
        var length = body + 1;
        while (length != body + length.ToString().Length)
            length = body + length.ToString().Length;
        return $"{length} {text}\n";
    }

    private static void Put(byte[] block, int at, ReadOnlySpan<byte> bytes) =>
        bytes[..Math.Min(bytes.Length, 512 - at)].CopyTo(block.AsSpan(at));
}
