namespace Timbre.Server.Datasets.Archives;

/// <summary>The checksum of zip and gzip: polynomial 0xEDB88320, reflected (ISO 3309).</summary>
internal struct Crc32
{
    private static readonly uint[] Table = [.. Enumerable.Range(0, 256).Select(Remainder)];

    private uint _inverted;

    /// <summary>Of all bytes added so far.</summary>
    public readonly uint Value => _inverted;

    public void Add(ReadOnlySpan<byte> bytes)
    {
        var crc = ~_inverted;
        foreach (var b in bytes)
            crc = (crc >> 8) ^ Table[(byte)(crc ^ b)];

        _inverted = ~crc;
    }

    private static uint Remainder(int value)
    {
        var crc = (uint)value;
        for (var bit = 0; bit < 8; bit++)
            crc = (crc & 1) != 0 ? (crc >> 1) ^ 0xEDB88320 : crc >> 1;

        return crc;
    }
}
