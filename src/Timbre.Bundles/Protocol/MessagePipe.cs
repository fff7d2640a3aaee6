using System.Buffers.Binary;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Timbre.Bundles.Protocol;

/// <summary>
/// Messages over a pipe: length of the JSON, length of the sound (32 bits each, little-endian), the JSON, the sound. Neither side believes
/// the other a length beyond the bounds.
/// </summary>
/// <remarks>One thread at a time.</remarks>
public sealed class MessagePipe(Stream input, Stream output)
{
    public const int MaxJsonBytes = 1 << 20;

    /// <summary>The longest sound of a message: what Whisper hears at once.</summary>
    public const int MaxSeconds = 30;

    /// <summary>Samples are 32-bit floats at this rate, in Hz.</summary>
    public const int RateHz = 16_000;

    public const int MaxSamples = MaxSeconds * RateHz;
    private const int HeadBytes = 8;

    private readonly byte[] _head = new byte[HeadBytes];

    public void Write<T>(T message, JsonTypeInfo<T> type, ReadOnlySpan<float> samples = default)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(message, type);
        if (json.Length > MaxJsonBytes || samples.Length > MaxSamples)
            throw new ProtocolException($"A message of {json.Length} bytes and {samples.Length} samples is longer than the bounds.");
        BinaryPrimitives.WriteInt32LittleEndian(_head, json.Length);
        BinaryPrimitives.WriteInt32LittleEndian(_head.AsSpan(4), samples.Length * sizeof(float));
        output.Write(_head);
        output.Write(json);
        output.Write(System.Runtime.InteropServices.MemoryMarshal.AsBytes(samples));
        output.Flush();
    }

    /// <summary>The next message; null where the other side has closed the pipe between two.</summary>
    /// <exception cref="ProtocolException">The pipe ends within it, or what comes is no such message.</exception>
    public (T Message, float[] Samples)? Read<T>(JsonTypeInfo<T> type)
    {
        var count = input.ReadAtLeast(_head, HeadBytes, throwOnEndOfStream: false);
        if (count == 0)
            return null;
        if (count < HeadBytes)
            throw new ProtocolException("The pipe ends within a message.", isEnd: true);
        var jsonBytes = Bounded(BinaryPrimitives.ReadInt32LittleEndian(_head), MaxJsonBytes);
        var soundBytes = Bounded(BinaryPrimitives.ReadInt32LittleEndian(_head.AsSpan(4)), MaxSamples * sizeof(float));
        if (soundBytes % sizeof(float) != 0)
            throw new ProtocolException($"A sound of {soundBytes} bytes is not of whole samples.");
        var json = new byte[jsonBytes];
        Fill(json);
        var samples = new float[soundBytes / sizeof(float)];
        Fill(System.Runtime.InteropServices.MemoryMarshal.AsBytes(samples.AsSpan()));
        try
        {
            return (JsonSerializer.Deserialize(json, type) ?? throw new ProtocolException("A message says nothing."), samples);
        }
        catch (Exception wrong) when (wrong is JsonException or NotSupportedException)
        {
            throw new ProtocolException("A message is not of the protocol.");
        }
    }

    private void Fill(Span<byte> to)
    {
        if (input.ReadAtLeast(to, to.Length, throwOnEndOfStream: false) < to.Length)
            throw new ProtocolException("The pipe ends within a message.", isEnd: true);
    }

    private static int Bounded(int length, int max) =>
        length >= 0 && length <= max ? length : throw new ProtocolException($"A part of {length} bytes is longer than {max}.");
}

/// <summary>The other side of the pipe does not keep to the protocol.</summary>
/// <param name="isEnd">Whether it has closed the pipe, most likely since it died.</param>
public sealed class ProtocolException(string message, bool isEnd = false) : Exception(message)
{
    public bool IsEnd => isEnd;
}
