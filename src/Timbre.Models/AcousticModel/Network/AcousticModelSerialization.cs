using System.Runtime.InteropServices;

namespace Timbre.Models.AcousticModel.Network;

/// <summary>Sizes and parameters of an acoustic model as voice files and checkpoints have them, lowest byte first.</summary>
internal static class AcousticModelSerialization
{
    private const int UniformSizes = 9;

    /// <summary>Writes the sizes of a network, 4 bytes each.</summary>
    public static void Write(AcousticModelConfig config, BinaryWriter to)
    {
        WriteAll(to, config.Phones, config.Contexts, config.Code, config.Mels, config.Bands, config.SpeakerChannels, config.Steps);
        foreach (var stack in (ReadOnlySpan<StackConfig>)[config.Encoder, config.DurationPredictor, config.PitchPredictor, config.Decoder])
        {
            WriteAll(to, stack.Width, stack.Inner, stack.Blocks.Count);
            foreach (var (kernel, dilation) in stack.Blocks)
                WriteAll(to, kernel, dilation);
        }
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <exception cref="InvalidDataException">No network has these sizes.</exception>
    public static AcousticModelConfig ReadConfig(BinaryReader from)
    {
        var sizes = ReadAll(from, 7);
        return Possible(new AcousticModelConfig(
            Phones: sizes[0], Contexts: sizes[1], Code: sizes[2], Mels: sizes[3], Bands: sizes[4],
            Encoder: ReadStack(from), DurationPredictor: ReadStack(from), PitchPredictor: ReadStack(from), Decoder: ReadStack(from),
            SpeakerChannels: sizes[5], Steps: sizes[6]));
    }

    /// <summary>Reads the sizes of a network as voice files had them while all stacks had the same width.</summary>
    /// <exception cref="InvalidDataException">No network has these sizes.</exception>
    public static AcousticModelConfig ReadUniformConfig(BinaryReader from)
    {
        var sizes = ReadAll(from, UniformSizes);
        return Possible(AcousticModelConfig.Uniform(
            sizes[0], sizes[1], sizes[2], sizes[3], sizes[4], sizes[5], sizes[6], sizes[7], sizes[8]));
    }

    /// <summary>Reads so many numbers of 4 bytes.</summary>
    /// <exception cref="EndOfStreamException">There are fewer.</exception>
    public static float[] ReadFloats(BinaryReader from, int count)
    {
        var numbers = new float[count];
        from.BaseStream.ReadExactly(MemoryMarshal.AsBytes(numbers.AsSpan()));
        return numbers;
    }

    /// <summary>Reads the sizes of a stack.</summary>
    /// <exception cref="InvalidDataException">No stack has these sizes.</exception>
    public static StackConfig ReadStack(BinaryReader from)
    {
        var sizes = ReadAll(from, 3);
        if (sizes[2] is < 1 or > StackConfig.MaxBlocks)
            throw Unfit();
        var blocks = new (int Kernel, int Dilation)[sizes[2]];
        foreach (ref var block in blocks.AsSpan())
            block = ReadAll(from, 2) is [var kernel, var dilation] ? (kernel, dilation) : default;
        return new StackConfig(sizes[0], sizes[1], blocks);
    }

    private static AcousticModelConfig Possible(AcousticModelConfig config) => config.IsPossible ? config : throw Unfit();

    private static InvalidDataException Unfit() => new("No acoustic model has the sizes that its file promises.");

    private static void WriteAll(BinaryWriter to, params ReadOnlySpan<int> numbers) => to.Write(MemoryMarshal.AsBytes(numbers));

    private static int[] ReadAll(BinaryReader from, int count)
    {
        var numbers = new int[count];
        from.BaseStream.ReadExactly(MemoryMarshal.AsBytes(numbers.AsSpan()));
        return numbers;
    }
}
