using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace Timbre.Models.QualityEstimator;

/// <summary>Reads what training/quality/export.py writes: an estimator's sizes and numbers.</summary>
/// <remarks>
/// "TIMBREQE", version and length of the body as 4 bytes each, body, SHA-256 of all before it; lowest byte first. Body: the sizes in
/// the order of <see cref="EstimatorConfig"/>, 4 bytes each, the lists after their length, and quantiles in double precision; a count of tensors; of each the name (a byte of length, ASCII), the
/// number of dimensions (a byte), the dimensions (4 bytes each) and its numbers in half precision.
/// </remarks>
internal static class EstimatorFile
{
    private const int Version = 1;
    private const int HeadBytes = 16;
    private const int MostBodyBytes = 32 << 20;
    private const int MostTensors = 1024, MostDimensions = 4;

    private static ReadOnlySpan<byte> Magic => "TIMBREQE"u8;

    /// <summary>The weights that this assembly brings.</summary>
    public static EstimatorWeights ReadEmbedded()
    {
        using var stream = typeof(EstimatorFile).Assembly.GetManifestResourceStream("quality-estimator.bin") ?? throw new InvalidOperationException("The quality estimator is not in the assembly.");
        return Read(stream);
    }

    /// <summary>Reads to the end of the stream.</summary>
    /// <exception cref="InvalidDataException">It is something else, or damaged; the message says how.</exception>
    public static EstimatorWeights Read(Stream from)
    {
        Span<byte> head = stackalloc byte[HeadBytes];
        if (from.ReadAtLeast(head, HeadBytes, throwOnEndOfStream: false) < HeadBytes || !head.StartsWith(Magic))
            throw new InvalidDataException("This is not a quality estimator of Timbre.");
        var version = BinaryPrimitives.ReadInt32LittleEndian(head[8..]);
        if (version != Version)
            throw new InvalidDataException($"The quality estimator's file has format {version}, and this version of Timbre reads format {Version} only.");
        var length = BinaryPrimitives.ReadInt32LittleEndian(head[12..]);
        if (length is < 1 or > MostBodyBytes)
            throw new InvalidDataException("The quality estimator's file is damaged: its length is impossible.");

        var bytes = new byte[HeadBytes + length + SHA256.HashSizeInBytes];
        head.CopyTo(bytes);
        if (from.ReadAtLeast(bytes.AsSpan(HeadBytes), bytes.Length - HeadBytes, throwOnEndOfStream: false) < bytes.Length - HeadBytes)
            throw new InvalidDataException("The quality estimator's file is cut short.");
        if (from.ReadByte() >= 0)
            throw new InvalidDataException("The quality estimator's file is damaged: it goes on behind its end.");
        var end = HeadBytes + length;
        if (!SHA256.HashData(bytes.AsSpan(0, end)).AsSpan().SequenceEqual(bytes.AsSpan(end)))
            throw new InvalidDataException("The quality estimator's file is damaged: its checksum does not fit its content.");
        return ReadBody(new MemoryStream(bytes, HeadBytes, length));
    }

    private static EstimatorWeights ReadBody(MemoryStream body)
    {
        try
        {
            using var reader = new BinaryReader(body, Encoding.ASCII);
            var config = ReadConfig(reader);
            if (!config.IsPossible)
                throw Unfit("its sizes are impossible");
            var count = reader.ReadInt32();
            if (count is < 1 or > MostTensors)
                throw Unfit($"it counts {count} tensors");

            var tensors = new Dictionary<string, Tensor>(StringComparer.Ordinal);
            for (var i = 0; i < count; i++)
            {
                var name = Encoding.ASCII.GetString(reader.ReadBytes(reader.ReadByte()));
                if (!tensors.TryAdd(name, ReadTensor(name, reader)))
                    throw Unfit($"\"{name}\" is in it twice");
            }

            return body.Position == body.Length ? new EstimatorWeights(config, tensors) : throw Unfit("it goes on behind its last tensor");
        }
        catch (EndOfStreamException)
        {
            throw Unfit("it ends too early");
        }
    }

    private static EstimatorConfig ReadConfig(BinaryReader reader) => new(
        RateHz: reader.ReadInt32(),
        HopSamples: reader.ReadInt32(),
        WindowSamples: reader.ReadInt32(),
        Bins: reader.ReadInt32(),
        Floor: reader.ReadSingle(),
        Stem: [reader.ReadInt32(), reader.ReadInt32(), reader.ReadInt32()],
        Width: reader.ReadInt32(),
        Hidden: reader.ReadInt32(),
        Blocks: reader.ReadInt32(),
        Kernel: reader.ReadInt32(),
        Heads: reader.ReadInt32(),
        Lowest: [reader.ReadSingle(), reader.ReadSingle(), reader.ReadSingle()],
        Highest: [reader.ReadSingle(), reader.ReadSingle(), reader.ReadSingle()],
        Steps: reader.ReadInt32(),
        Edges: ReadList(reader, EstimatorConfig.MostEdges, reader.ReadInt32),
        Quantiles: ReadList(reader, EstimatorConfig.MostQuantiles, reader.ReadDouble));

    private static T[] ReadList<T>(BinaryReader reader, int most, Func<T> read)
    {
        var count = reader.ReadInt32();
        return count >= 1 && count <= most ? [.. Enumerable.Range(0, count).Select(_ => read())] : throw Unfit($"one of its lists has {count} values");
    }

    private static Tensor ReadTensor(string name, BinaryReader reader)
    {
        var dimensions = reader.ReadByte();
        if (dimensions is < 1 or > MostDimensions)
            throw Unfit($"\"{name}\" has {dimensions} dimensions");
        var shape = new int[dimensions];
        var count = 1L;
        for (var i = 0; i < dimensions; i++)
        {
            shape[i] = reader.ReadInt32();
            count *= shape[i];
            if (shape[i] < 1 || count > MostBodyBytes / sizeof(ushort))
                throw Unfit($"\"{name}\" has an impossible shape");
        }

        var halves = MemoryMarshal.Cast<byte, Half>(reader.ReadBytes((int)count * sizeof(ushort)).AsSpan());
        if (halves.Length < count)
            throw Unfit("it ends too early");
        var values = new float[count];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = (float)halves[i];
            if (!float.IsFinite(values[i]))
                throw Unfit($"\"{name}\" holds what is no number");
        }

        return new Tensor(shape, values);
    }

    private static InvalidDataException Unfit(string why) => new($"The quality estimator's file does not hold what its format promises: {why}.");
}
