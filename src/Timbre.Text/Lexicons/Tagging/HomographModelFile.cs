using System.IO.Compression;
using System.Text;

namespace Timbre.Text.Lexicons.Tagging;

/// <summary>A homograph model as bytes: words, sorted keys as differences, weights in steps, all through Brotli.</summary>
internal static class HomographModelFile
{
    private const string Magic = "THOM1";
    private const float WeightStep = 1 / 24f; // 127 of them reach 5.3
    private const int MaxWords = 1 << 12, MaxWeights = 1 << 20;

    /// <summary>The model that is embedded in this assembly.</summary>
    public static HomographModel Load()
    {
        using var stream = typeof(HomographModelFile).Assembly.GetManifestResourceStream("english.homographs")
            ?? throw new InvalidDataException("The assembly has no homograph model.");
        return Read(stream);
    }

    /// <summary>Writes it; reading it back gives the same but for the steps of the weights. Weights of less than half a step are left
    /// out.</summary>
    public static void Write(HomographModel model, Stream to)
    {
        using var packed = new BrotliStream(to, CompressionLevel.SmallestSize, leaveOpen: true);
        using var writer = new BinaryWriter(packed, Encoding.ASCII);
        writer.Write(Magic);
        writer.Write7BitEncodedInt(model.Words.Count);
        foreach (var word in model.Words.Order(StringComparer.Ordinal))
            writer.Write(word);
        var weights = model.Weights.Select(weight => (weight.Key, Steps: Quantise(weight.Value))).Where(weight => weight.Steps != 0)
            .OrderBy(weight => weight.Key).ToList();
        writer.Write7BitEncodedInt(weights.Count);
        var last = 0u;
        foreach (var (key, _) in weights)
        {
            writer.Write7BitEncodedInt64(key - last);
            last = key;
        }

        foreach (var (_, steps) in weights)
            writer.Write(steps);
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <exception cref="InvalidDataException">It is something else.</exception>
    /// <exception cref="EndOfStreamException">It is cut off.</exception>
    public static HomographModel Read(Stream from)
    {
        using var packed = new BrotliStream(from, CompressionMode.Decompress, leaveOpen: true);
        using var buffered = new BufferedStream(packed, 1 << 16);
        using var reader = new BinaryReader(buffered, Encoding.ASCII);
        if (reader.ReadString() != Magic)
            throw new InvalidDataException("This is no homograph model.");
        var words = new string[Count(reader, MaxWords)];
        for (var i = 0; i < words.Length; i++)
            words[i] = reader.ReadString();
        var keys = new uint[Count(reader, MaxWeights)];
        var last = 0L;
        for (var i = 0; i < keys.Length; i++)
        {
            last += reader.Read7BitEncodedInt64();
            keys[i] = last is > 0 and <= uint.MaxValue && (i == 0 || last > keys[i - 1]) ? (uint)last : throw Damaged();
        }

        return new HomographModel(words, [.. keys.Select(key => KeyValuePair.Create(key, reader.ReadSByte() * WeightStep))]);
    }

    private static sbyte Quantise(float weight) =>
        (sbyte)Math.Clamp(MathF.Round(weight / WeightStep), sbyte.MinValue, sbyte.MaxValue);

    private static int Count(BinaryReader reader, int max)
    {
        var count = reader.Read7BitEncodedInt();
        return count >= 0 && count <= max ? count : throw Damaged();
    }

    private static InvalidDataException Damaged() => new("The homograph model is damaged.");
}
