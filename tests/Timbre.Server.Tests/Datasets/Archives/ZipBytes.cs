using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Timbre.Server.Tests.Datasets.Archives;

/// <summary>Writes zips by the byte, honest by default and as wrong as a test wants.</summary>
public sealed class ZipBytes
{
    private readonly MemoryStream _file = new();
    private readonly MemoryStream _directory = new();
    private int _entries;

    public sealed record Entry(string Name, byte[] Content)
    {
        public byte[]? RawName { get; init; }

        public byte[]? LocalName { get; init; }

        public bool Deflate { get; init; }

        public ushort? Method { get; init; }

        public ushort Flags { get; init; } = 1 << 11;

        public ushort? LocalFlags { get; init; }

        public uint Attributes { get; init; }

        public ushort Disk { get; init; }

        public uint? Crc { get; init; }

        public uint? Packed { get; init; }

        public uint? Unpacked { get; init; }

        public uint? LocalUnpacked { get; init; }

        public uint? Offset { get; init; }

        public byte[] Extra { get; init; } = [];
    }

    public ZipBytes Add(string name, string content) => Add(new Entry(name, Encoding.UTF8.GetBytes(content)));

    public ZipBytes Add(Entry entry)
    {
        var start = (uint)_file.Length;
        var packed = entry.Deflate ? Deflate(entry.Content) : entry.Content;
        var method = entry.Method ?? (ushort)(entry.Deflate ? 8 : 0);
        var name = entry.RawName ?? Encoding.UTF8.GetBytes(entry.Name);
        var localName = entry.LocalName ?? name;
        var crc = entry.Crc ?? Crc(entry.Content);
        var (packedLength, unpackedLength) = (entry.Packed ?? (uint)packed.Length, entry.Unpacked ?? (uint)entry.Content.Length);

        _file.Write(
            [.. "PK\x03\x04"u8, .. U16(45), .. U16(entry.LocalFlags ?? entry.Flags), .. U16(method), .. U32(0), .. U32(crc),
            .. U32(packedLength),
            .. U32(entry.LocalUnpacked ?? unpackedLength), .. U16((ushort)localName.Length), .. U16((ushort)entry.Extra.Length),
            .. localName, .. entry.Extra, .. packed]);
        _directory.Write(
            [.. "PK\x01\x02"u8, .. U16(0x32d), .. U16(45), .. U16(entry.Flags), .. U16(method), .. U32(0), .. U32(crc),
            .. U32(packedLength),
            .. U32(unpackedLength), .. U16((ushort)name.Length), .. U16((ushort)entry.Extra.Length), .. U16(0), .. U16(entry.Disk),
            .. U16(0), .. U32(entry.Attributes),
            .. U32(entry.Offset ?? start), .. name, .. entry.Extra]);
        _entries++;
        return this;
    }

    public byte[] Done(ushort? count = null, string comment = "", byte[]? zip64 = null, uint? start = null, uint? length = null)
    {
        var n = count ?? (ushort)_entries;
        return [.. _file.ToArray(), .. _directory.ToArray(), .. zip64 ?? [], .. "PK\x05\x06"u8, .. U16(0), .. U16(0), .. U16(n), .. U16(n),
            .. U32(length ?? (uint)_directory.Length), .. U32(start ?? (uint)_file.Length), .. U16((ushort)comment.Length),
            .. Encoding.Latin1.GetBytes(comment)];
    }

    /// <summary>The same with a zip64 end; <paramref name="entries64"/> and <paramref name="offset"/> may lie.</summary>
    public byte[] Done64(ulong? entries64 = null, long offset = 0, ushort? count = null)
    {
        var n = entries64 ?? (ulong)_entries;
        var at = (ulong)(_file.Length + _directory.Length + offset);
        return Done(count ?? ushort.MaxValue, start: uint.MaxValue, length: uint.MaxValue, zip64:
        [
            .. "PK\x06\x06"u8, .. U64(44), .. U16(45), .. U16(45), .. U32(0), .. U32(0), .. U64(n), .. U64(n),
            .. U64((ulong)_directory.Length), .. U64((ulong)_file.Length),
            .. "PK\x06\x07"u8, .. U32(0), .. U64(at), .. U32(1),
        ]);
    }

    public static byte[] Zip64Extra(ulong unpacked, ulong packed) => [.. U16(1), .. U16(16), .. U64(unpacked), .. U64(packed)];

    public static uint Crc(byte[] bytes)
    {
        var crc = uint.MaxValue;
        foreach (var b in bytes)
        {
            crc ^= b;
            for (var i = 0; i < 8; i++)
                crc = (crc >> 1) ^ ((crc & 1) * 0xEDB88320);
        }

        return ~crc;
    }

    private static byte[] Deflate(byte[] content)
    {
        using var packed = new MemoryStream();
        using (var deflate = new DeflateStream(packed, CompressionLevel.Optimal, leaveOpen: true))
            deflate.Write(content);
        return packed.ToArray();
    }

    private static byte[] U16(ushort value) => BitConverter.GetBytes(value);

    private static byte[] U32(uint value) => BitConverter.GetBytes(value);

    private static byte[] U64(ulong value)
    {
        var bytes = new byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, value);
        return bytes;
    }
}
