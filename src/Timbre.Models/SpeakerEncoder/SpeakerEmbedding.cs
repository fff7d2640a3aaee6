using System.Buffers.Binary;

namespace Timbre.Models.SpeakerEncoder;

/// <summary>Speaker embedding: 192 numbers of norm 1; the nearer two embeddings, the likelier it is one speaker.</summary>
/// <remarks>
/// Personal data: it identifies the speaker in other sounds. Embeddings of different weights cannot be compared; see
/// <see cref="Encoder.Version"/>.
/// </remarks>
public sealed class SpeakerEmbedding
{
    /// <summary>Number of dimensions.</summary>
    public const int Count = 192;

    private readonly float[] _values;

    internal SpeakerEmbedding(float[] values, double speechSeconds) => (_values, SpeechSeconds) = (values, speechSeconds);

    /// <summary>The numbers.</summary>
    public ReadOnlySpan<float> Values => _values;

    /// <summary>Seconds of speech that the embedding was computed from.</summary>
    public double SpeechSeconds { get; }

    /// <summary>As it is kept: seconds of speech, then the numbers, 4 bytes each, lowest byte first.</summary>
    public byte[] ToBytes()
    {
        var bytes = new byte[(1 + Count) * sizeof(float)];
        BinaryPrimitives.WriteSingleLittleEndian(bytes, (float)SpeechSeconds);
        for (var i = 0; i < Count; i++)
            BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan((1 + i) * sizeof(float)), _values[i]);
        return bytes;
    }

    /// <summary>Reads what <see cref="ToBytes"/> wrote.</summary>
    /// <exception cref="InvalidDataException">These are not the bytes of one.</exception>
    public static SpeakerEmbedding FromBytes(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != (1 + Count) * sizeof(float))
            throw new InvalidDataException("These are not the bytes of a speaker's embedding.");
        var numbers = new float[1 + Count];
        for (var i = 0; i < numbers.Length; i++)
            numbers[i] = BinaryPrimitives.ReadSingleLittleEndian(bytes[(i * sizeof(float))..]);
        return Array.TrueForAll(numbers, float.IsFinite)
            ? new SpeakerEmbedding(numbers[1..], numbers[0])
            : throw new InvalidDataException("A speaker's embedding holds what is no number.");
    }
}
