using System.Runtime.InteropServices;
using System.Text;

namespace Timbre.Models.Nn.WeightFiles;

/// <summary>A file's tensors by name, each of which its layer takes once.</summary>
/// <remarks>
/// In the file: a count; of each tensor the name (a byte of length, ASCII), the number of dimensions (a byte), the dimensions (4 bytes
/// each) and its numbers in half precision.
/// </remarks>
internal sealed class TensorSet
{
    private const int MaxTensors = 1024, MaxDimensions = 4;
    private const int MaxNumbers = 16 << 20;

    private readonly Dictionary<string, Tensor> _remaining = new(StringComparer.Ordinal);
    private readonly string _what;

    private TensorSet(string what) => _what = what;

    /// <summary>Reads to the end of what there is.</summary>
    /// <exception cref="InvalidDataException">They are not what the format promises.</exception>
    /// <exception cref="EndOfStreamException">They end too early.</exception>
    public static TensorSet Read(BinaryReader reader, string what)
    {
        var set = new TensorSet(what);
        var count = reader.ReadInt32();
        if (count is < 1 or > MaxTensors)
            throw WeightFile.Unfit(what, $"it counts {count} tensors");
        for (var i = 0; i < count; i++)
        {
            var name = Encoding.ASCII.GetString(reader.ReadBytes(reader.ReadByte()));
            if (!set._remaining.TryAdd(name, set.ReadTensor(name, reader)))
                throw WeightFile.Unfit(what, $"\"{name}\" is in it twice");
        }

        return reader.BaseStream.Position == reader.BaseStream.Length
            ? set
            : throw WeightFile.Unfit(what, "it goes on behind its last tensor");
    }

    /// <summary>A layer's weights, outputs first, and biases.</summary>
    public LayerWeights Layer(string name, params int[] shape) => Layer(name, shape, shape[0]);

    /// <summary>The same where outputs do not come first.</summary>
    public LayerWeights Layer(string name, int[] shape, int outputs) => new(Take($"{name}.weight", shape), Take($"{name}.bias", outputs));

    /// <summary>The numbers of one.</summary>
    /// <exception cref="InvalidDataException">It is not there, or of another shape.</exception>
    public float[] Take(string name, params int[] shape) => TakeRows(name, shape).Values;

    /// <summary>The same, where a dimension of 0 may be of any size.</summary>
    public Tensor TakeRows(string name, params int[] shape)
    {
        if (!_remaining.Remove(name, out var tensor))
            throw new InvalidDataException($"The {_what}'s file lacks \"{name}\".");
        return tensor.Shape.Length == shape.Length && tensor.Shape.Zip(shape).All(sizes => sizes.Second == 0 || sizes.First == sizes.Second)
            ? tensor
            : throw new InvalidDataException(
                $"The {_what}'s \"{name}\" is [{string.Join(", ", tensor.Shape)}] and should be [{string.Join(", ", shape)}].");
    }

    /// <summary>Nothing may be left.</summary>
    /// <exception cref="InvalidDataException">Something is.</exception>
    public void Finish()
    {
        if (_remaining.Count > 0)
            throw new InvalidDataException($"The {_what}'s file holds \"{_remaining.Keys.First()}\", which is no part of it.");
    }

    private Tensor ReadTensor(string name, BinaryReader reader)
    {
        var dimensions = reader.ReadByte();
        if (dimensions is < 1 or > MaxDimensions)
            throw WeightFile.Unfit(_what, $"\"{name}\" has {dimensions} dimensions");
        var shape = new int[dimensions];
        var count = 1L;
        for (var i = 0; i < dimensions; i++)
        {
            shape[i] = reader.ReadInt32();
            count *= shape[i];
            if (shape[i] < 1 || count > MaxNumbers)
                throw WeightFile.Unfit(_what, $"\"{name}\" has an impossible shape");
        }

        var halves = MemoryMarshal.Cast<byte, Half>(reader.ReadBytes((int)count * sizeof(ushort)).AsSpan());
        if (halves.Length < count)
            throw WeightFile.Unfit(_what, "it ends too early");
        var values = new float[count];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = (float)halves[i];
            if (!float.IsFinite(values[i]))
                throw WeightFile.Unfit(_what, $"\"{name}\" holds what is no number");
        }

        return new Tensor(shape, values);
    }
}
