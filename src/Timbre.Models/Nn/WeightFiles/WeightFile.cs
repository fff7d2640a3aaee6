using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Timbre.Models.Nn.WeightFiles;

/// <summary>The shell that all files of weights have in common.</summary>
/// <remarks>Eight letters, version and length of the body as 4 bytes each, body, SHA-256 of all before it; lowest byte first.</remarks>
internal static class WeightFile
{
    private const int HeadBytes = 16;
    private const int MaxBodyBytes = 32 << 20;

    /// <summary>What this assembly brings under a name.</summary>
    public static Stream OpenEmbedded(string name) =>
        typeof(WeightFile).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"{name} is not in the assembly.");

    /// <summary>Reads to the end of the stream.</summary>
    /// <param name="from">The file.</param>
    /// <param name="magic">Its first eight bytes.</param>
    /// <param name="version">The only one that can be read.</param>
    /// <param name="what">What it should be, for messages: "quality estimator".</param>
    /// <returns>The body.</returns>
    /// <exception cref="InvalidDataException">It is something else, or damaged; the message says how.</exception>
    public static MemoryStream ReadBody(Stream from, ReadOnlySpan<byte> magic, int version, string what)
    {
        Span<byte> head = stackalloc byte[HeadBytes];
        if (from.ReadAtLeast(head, HeadBytes, throwOnEndOfStream: false) < HeadBytes || !head.StartsWith(magic))
            throw new InvalidDataException($"This is not a {what} of Timbre.");
        var has = BinaryPrimitives.ReadInt32LittleEndian(head[8..]);
        if (has != version)
            throw new InvalidDataException($"The {what}'s file has format {has}, and this version of Timbre reads format {version} only.");
        var length = BinaryPrimitives.ReadInt32LittleEndian(head[12..]);
        if (length is < 1 or > MaxBodyBytes)
            throw new InvalidDataException($"The {what}'s file is damaged: its length is impossible.");

        var bytes = new byte[HeadBytes + length + SHA256.HashSizeInBytes];
        head.CopyTo(bytes);
        if (from.ReadAtLeast(bytes.AsSpan(HeadBytes), bytes.Length - HeadBytes, throwOnEndOfStream: false) < bytes.Length - HeadBytes)
            throw new InvalidDataException($"The {what}'s file is cut short.");
        if (from.ReadByte() >= 0)
            throw new InvalidDataException($"The {what}'s file is damaged: it goes on behind its end.");
        var end = HeadBytes + length;
        if (!SHA256.HashData(bytes.AsSpan(0, end)).AsSpan().SequenceEqual(bytes.AsSpan(end)))
            throw new InvalidDataException($"The {what}'s file is damaged: its checksum does not fit its content.");
        return new MemoryStream(bytes, HeadBytes, length);
    }

    /// <summary>The body, or what follows from it, does not hold what its format promises.</summary>
    public static InvalidDataException Unfit(string what, string why) =>
        new($"The {what}'s file does not hold what its format promises: {why}.");
}
