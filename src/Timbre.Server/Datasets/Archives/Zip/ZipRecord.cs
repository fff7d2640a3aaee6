namespace Timbre.Server.Datasets.Archives.Zip;

/// <summary>One file header of a zip's central directory, already checked (APPNOTE 4.3.12).</summary>
/// <param name="Name">Decoded for display.</param>
/// <param name="RawName">As it stands, to be compared with the local header.</param>
/// <param name="Flags">General purpose bits.</param>
/// <param name="Method">0 stored or 8 deflated.</param>
/// <param name="Crc">Of the unpacked content.</param>
/// <param name="Packed">Bytes in the file.</param>
/// <param name="Unpacked">Bytes of content.</param>
/// <param name="Offset">Of the local header.</param>
internal sealed record ZipRecord(string Name, byte[] RawName, int Flags, int Method, uint Crc, long Packed, long Unpacked, long Offset)
{
    public const int DataDescriptorFlag = 1 << 3;
    public const int Utf8Flag = 1 << 11;

    /// <summary>Encrypted, strongly encrypted, or with masked headers.</summary>
    public const int EncryptionFlags = (1 << 0) | (1 << 6) | (1 << 13);

    public const int Stored = 0;
    public const int Deflated = 8;
}
