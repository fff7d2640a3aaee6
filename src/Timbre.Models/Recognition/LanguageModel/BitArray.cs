using System.Buffers.Binary;

namespace Timbre.Models.Recognition.LanguageModel;

/// <summary>Numbers of up to 25 bits, one behind the other without gaps, the lowest bit first.</summary>
internal readonly struct BitArray(ReadOnlyMemory<byte> bytes)
{
    /// <summary>The number of <paramref name="bits"/> bits at <paramref name="offset"/>, counted in bits.</summary>
    public int Read(long offset, int bits) =>
        (int)(BinaryPrimitives.ReadUInt32LittleEndian(bytes.Span[(int)(offset >> 3)..]) >> (int)(offset & 7)) & ((1 << bits) - 1);

    /// <summary>How many bits the numbers up to <paramref name="max"/> take.</summary>
    public static int BitsFor(int max) => 32 - System.Numerics.BitOperations.LeadingZeroCount((uint)max);
}
