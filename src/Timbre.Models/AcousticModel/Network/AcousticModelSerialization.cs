using System.Runtime.InteropServices;

namespace Timbre.Models.AcousticModel.Network;

/// <summary>Sizes and parameters of an acoustic model as voice files and checkpoints have them, lowest byte first.</summary>
internal static class AcousticModelSerialization
{
    private const int Sizes = 9;

    /// <summary>Writes the sizes of a network, 4 bytes each.</summary>
    public static void Write(AcousticModelConfig config, BinaryWriter to)
    {
        int[] sizes = [
            config.Phones, config.Contexts, config.Embedding, config.Mels, config.Bands, config.Width, config.Inner, config.SpeakerChannels,
            config.Steps
        ];
        to.Write(MemoryMarshal.AsBytes(sizes.AsSpan()));
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <exception cref="InvalidDataException">No network has these sizes.</exception>
    public static AcousticModelConfig ReadConfig(BinaryReader from)
    {
        var sizes = new int[Sizes];
        from.BaseStream.ReadExactly(MemoryMarshal.AsBytes(sizes.AsSpan()));
        var config = new AcousticModelConfig(sizes[0], sizes[1], sizes[2], sizes[3], sizes[4], sizes[5], sizes[6], sizes[7], sizes[8]);
        return config.IsPossible ? config : throw new InvalidDataException("The voice file does not hold what its format promises.");
    }

    /// <summary>Reads so many numbers of 4 bytes.</summary>
    /// <exception cref="EndOfStreamException">There are fewer.</exception>
    public static float[] ReadFloats(BinaryReader from, int count)
    {
        var numbers = new float[count];
        from.BaseStream.ReadExactly(MemoryMarshal.AsBytes(numbers.AsSpan()));
        return numbers;
    }
}
