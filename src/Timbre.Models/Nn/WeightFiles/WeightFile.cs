using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Timbre.Models.Nn.WeightFiles;

/// <summary>Reads the files that training writes: a network's sizes and its parameters.</summary>
/// <remarks>
/// Eight letters, version and length of the body as 4 bytes each, body, SHA-256 of all before it; lowest byte first. The body: the sizes in
/// the order of the network's <see cref="INetworkConfig{TSelf}"/>; a <see cref="TensorSet"/>.
/// </remarks>
internal static class WeightFile
{
    private const int HeadBytes = 16;
    private const int MaxBodyBytes = 32 << 20;

    /// <summary>Opens a file that is embedded in this assembly.</summary>
    public static Stream OpenEmbedded(string name) =>
        typeof(WeightFile).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"{name} is not in the assembly.");

    /// <summary>Reads the weights that are embedded in this assembly.</summary>
    public static TWeights ReadEmbedded<TConfig, TWeights>()
        where TConfig : INetworkConfig<TConfig>
        where TWeights : INetworkWeights<TConfig, TWeights> =>
        ReadEmbedded<TConfig, TWeights>(TWeights.Format.Resource);

    /// <summary>Reads weights of a network of which several are embedded in this assembly.</summary>
    /// <param name="name">Of the resource.</param>
    public static TWeights ReadEmbedded<TConfig, TWeights>(string name)
        where TConfig : INetworkConfig<TConfig>
        where TWeights : INetworkWeights<TConfig, TWeights>
    {
        using var file = OpenEmbedded(name);
        return Read<TConfig, TWeights>(file);
    }

    /// <summary>Reads weights to the end of a stream.</summary>
    /// <exception cref="InvalidDataException">It is something else, or damaged; the message says how.</exception>
    public static TWeights Read<TConfig, TWeights>(Stream from)
        where TConfig : INetworkConfig<TConfig>
        where TWeights : INetworkWeights<TConfig, TWeights>
    {
        var format = TWeights.Format;
        var (body, version) = ReadBody(from, format);
        using var reader = new BinaryReader(body, Encoding.ASCII);
        try
        {
            var config = TConfig.Read(reader, version);
            return config.IsPossible
                ? TWeights.Create(config, TensorSet.Read(reader, format.Name))
                : throw Unfit(format.Name, "its sizes are impossible");
        }
        catch (EndOfStreamException)
        {
            throw Unfit(format.Name, "it ends too early");
        }
    }

    /// <summary>The error for a body that does not hold what its format promises.</summary>
    public static InvalidDataException Unfit(string what, string why) =>
        new($"The {what}'s file does not hold what its format promises: {why}.");

    private static (MemoryStream Body, int Version) ReadBody(Stream from, WeightFileFormat format)
    {
        var what = format.Name;
        Span<byte> head = stackalloc byte[HeadBytes];
        if (from.ReadAtLeast(head, HeadBytes, throwOnEndOfStream: false) < HeadBytes
            || !head.StartsWith(Encoding.ASCII.GetBytes(format.Magic)))
            throw new InvalidDataException($"This is not a {what} of Timbre.");
        var has = BinaryPrimitives.ReadInt32LittleEndian(head[8..]);
        if (has < format.OldestVersion || has > format.Version)
            throw new InvalidDataException($"The {what}'s file has format {has}, which this version of Timbre does not read.");
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
        return (new MemoryStream(bytes, HeadBytes, length), has);
    }
}
