using System.IO.Compression;
using System.Text;
using Timbre.Text.Phonemes;

namespace Timbre.Text.Lexicons.LetterToSound;

/// <summary>
/// A graphone model as bytes: the tree in its own order, sorted numbers as differences, logarithms in steps, all through Brotli.
/// </summary>
internal static class GraphoneFile
{
    private const string Magic = "TLTS1";
    private const float LogStep = 1 / 14f; // of a natural logarithm; 255 of them reach e^-18
    private const int MaxGraphones = 1 << 14, MaxNodes = 8 << 20, MaxSuccessors = 16 << 20, MaxDepth = 16;

    /// <summary>Writes it; reading it back gives the same but for the steps.</summary>
    public static void Write(GraphoneModel model, Stream to)
    {
        using var packed = new BrotliStream(to, CompressionLevel.SmallestSize, leaveOpen: true);
        using var writer = new BinaryWriter(packed, Encoding.ASCII);
        writer.Write(Magic);
        writer.Write7BitEncodedInt(model.Depth);
        writer.Write7BitEncodedInt(model.Graphones.Length);
        foreach (var graphone in model.Graphones)
        {
            writer.Write(graphone.Letters);
            writer.Write((byte)graphone.Symbols.Length);
            writer.Write(graphone.Symbols);
        }

        var nodes = model.ContextGraphones.Length;
        writer.Write7BitEncodedInt(nodes);
        writer.Write7BitEncodedInt(model.Successors.Length);
        WriteLengths(writer, model.ChildStarts);
        WriteLengths(writer, model.SuccessorStarts);
        WriteSorted(writer, model.ChildStarts, model.ContextGraphones);
        WriteSorted(writer, model.SuccessorStarts, model.Successors);
        foreach (var value in model.BackOffWeights)
            writer.Write(Quantise(value));
        foreach (var value in model.LogProbabilities)
            writer.Write(Quantise(value));
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <exception cref="InvalidDataException">It is something else.</exception>
    public static GraphoneModel Read(Stream from)
    {
        using var packed = new BrotliStream(from, CompressionMode.Decompress, leaveOpen: true);
        using var buffered = new BufferedStream(packed, 1 << 16);
        using var reader = new BinaryReader(buffered, Encoding.ASCII);
        if (reader.ReadString() != Magic)
            throw new InvalidDataException("This is no letter-to-sound model.");
        var depth = Count(reader, MaxDepth);
        var graphones = new Graphone[Count(reader, MaxGraphones)];
        for (var i = 0; i < graphones.Length; i++)
            graphones[i] = new Graphone(reader.ReadString(), ReadSymbols(reader));

        var nodes = Count(reader, MaxNodes);
        var successors = Count(reader, MaxSuccessors);
        var children = ReadLengths(reader, nodes, start: 1, end: nodes);
        var successorStarts = ReadLengths(reader, nodes, start: 0, end: successors);
        return new GraphoneModel
        {
            Depth = depth,
            Graphones = graphones,
            ChildStarts = children,
            SuccessorStarts = successorStarts,
            ContextGraphones = ReadSorted(reader, children, new ushort[nodes], graphones.Length),
            Successors = ReadSorted(reader, successorStarts, new ushort[successors], graphones.Length),
            BackOffWeights = ReadLogarithms(reader, nodes),
            LogProbabilities = ReadLogarithms(reader, successors),
        };
    }

    private static byte[] ReadSymbols(BinaryReader reader)
    {
        var symbols = reader.ReadBytes(reader.ReadByte());
        return symbols.All(symbol => symbol < PhoneSymbols.Count) ? symbols : throw Damaged();
    }

    private static void WriteLengths(BinaryWriter writer, int[] starts)
    {
        for (var i = 0; i + 1 < starts.Length; i++)
            writer.Write7BitEncodedInt(starts[i + 1] - starts[i]);
    }

    private static int[] ReadLengths(BinaryReader reader, int nodes, int start, int end)
    {
        var starts = new int[nodes + 1];
        starts[0] = start;
        for (var i = 0; i < nodes; i++)
            starts[i + 1] = starts[i] + Count(reader, end - starts[i]);
        return starts[^1] == end ? starts : throw Damaged();
    }

    private static void WriteSorted(BinaryWriter writer, int[] starts, ushort[] values)
    {
        for (var node = 0; node + 1 < starts.Length; node++)
        {
            for (var i = starts[node]; i < starts[node + 1]; i++)
                writer.Write7BitEncodedInt(i == starts[node] ? values[i] : values[i] - values[i - 1]);
        }
    }

    private static ushort[] ReadSorted(BinaryReader reader, int[] starts, ushort[] values, int graphones)
    {
        for (var node = 0; node + 1 < starts.Length; node++)
        {
            var last = 0;
            for (var i = starts[node]; i < starts[node + 1]; i++)
                values[i] = (ushort)(last += Count(reader, graphones - 1 - last));
        }

        return values;
    }

    private static float[] ReadLogarithms(BinaryReader reader, int count)
    {
        var steps = reader.ReadBytes(count);
        return steps.Length == count ? Array.ConvertAll(steps, step => step * -LogStep) : throw Damaged();
    }

    private static byte Quantise(float logarithm) => (byte)Math.Clamp(MathF.Round(logarithm / -LogStep), 0, byte.MaxValue);

    private static int Count(BinaryReader reader, int max)
    {
        var count = reader.Read7BitEncodedInt();
        return count >= 0 && count <= max ? count : throw Damaged();
    }

    private static InvalidDataException Damaged() => new("The letter-to-sound model is damaged.");
}
