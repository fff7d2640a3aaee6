using System.Buffers.Binary;
using Timbre.Audio.Formats.Riff;

namespace Timbre.Audio.Formats;

/// <summary>
/// Writes mono WAV with a 16-byte format chunk (44 bytes of header), to a file, to memory or to a stream whose length is not known yet.
/// </summary>
public sealed class WavWriter : IDisposable
{
    /// <summary>Bytes before the first sample.</summary>
    public const int HeaderBytes = 44;

    private const int BlockFrames = 4096;

    private readonly Stream _stream;
    private readonly int _rateHz;
    private readonly WavEncoding _encoding;
    private readonly bool _leaveOpen;
    private readonly byte[] _block;
    private long _frames;
    private bool _finished;

    /// <summary>
    /// Writes a header for a stream of unknown length; <see cref="Finish"/> fills in the sizes where the stream can seek.
    /// </summary>
    public WavWriter(Stream stream, int rateHz, WavEncoding encoding, bool leaveOpen = false)
    {
        ArgumentNullException.ThrowIfNull(stream);
        (_stream, _rateHz, _encoding, _leaveOpen) = (stream, rateHz, encoding, leaveOpen);
        _block = new byte[BlockFrames * SampleBytes(encoding)];
        stream.Write(Header(rateHz, encoding, null));
    }

    /// <summary>Frames written so far.</summary>
    public long Frames => _frames;

    /// <summary>Bytes of one sample.</summary>
    public static int SampleBytes(WavEncoding encoding) => encoding switch
    {
        WavEncoding.Pcm16 => 2,
        WavEncoding.Pcm24 => 3,
        WavEncoding.Pcm32 => 4,
        WavEncoding.MuLaw => 1,
        _ => throw new ArgumentOutOfRangeException(nameof(encoding), encoding, null),
    };

    /// <summary>The 44 bytes before the sound.</summary>
    /// <param name="rateHz">Samples per second.</param>
    /// <param name="encoding">How samples are stored.</param>
    /// <param name="frames">How many follow; null, or more than 4 GiB of them, for a stream: both sizes are 0xFFFFFFFF then, "until it
    /// ends".</param>
    public static byte[] Header(int rateHz, WavEncoding encoding, long? frames)
    {
        var width = SampleBytes(encoding);
        var dataBytes = frames * width;
        var known = dataBytes <= uint.MaxValue - HeaderBytes;
        var header = new byte[HeaderBytes];
        "RIFF"u8.CopyTo(header);
        BinaryPrimitives.WriteUInt32LittleEndian(
            header.AsSpan(4), known ? (uint)(dataBytes!.Value + (dataBytes.Value & 1) + HeaderBytes - 8) : uint.MaxValue);
        "WAVEfmt "u8.CopyTo(header.AsSpan(8));
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(16), 16);
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(20), (ushort)(encoding == WavEncoding.MuLaw ? 7 : 1));
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(22), 1);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(24), rateHz);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(28), rateHz * width);
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(32), (ushort)width);
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(34), (ushort)(8 * width));
        "data"u8.CopyTo(header.AsSpan(36));
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(40), known ? (uint)dataBytes!.Value : uint.MaxValue);
        return header;
    }

    /// <summary>Stores amplitudes as samples, without a header; beyond full scale they are clipped.</summary>
    /// <param name="samples">Amplitudes, full scale at -1 and 1.</param>
    /// <param name="encoding">How samples are stored.</param>
    /// <param name="bytes">At least <see cref="SampleBytes"/> for each.</param>
    public static void Encode(ReadOnlySpan<float> samples, WavEncoding encoding, Span<byte> bytes)
    {
        for (var i = 0; i < samples.Length; i++)
        {
            switch (encoding)
            {
                case WavEncoding.Pcm16:
                    BinaryPrimitives.WriteInt16LittleEndian(bytes[(2 * i)..], (short)Quantise(samples[i], 32768));
                    break;
                case WavEncoding.Pcm24:
                    var code = (int)Quantise(samples[i], 8388608);
                    BinaryPrimitives.WriteInt16LittleEndian(bytes[(3 * i)..], (short)code);
                    bytes[(3 * i) + 2] = (byte)(code >> 16);
                    break;
                case WavEncoding.Pcm32:
                    BinaryPrimitives.WriteInt32LittleEndian(bytes[(4 * i)..], (int)Quantise(samples[i], 2147483648));
                    break;
                default:
                    bytes[i] = G711.EncodeMuLaw((int)Quantise(samples[i], 32768));
                    break;
            }
        }
    }

    /// <summary>A whole file in memory.</summary>
    public static byte[] ToBytes(AudioClip clip, WavEncoding encoding = WavEncoding.Pcm16)
    {
        ArgumentNullException.ThrowIfNull(clip);
        using var memory = new MemoryStream(HeaderBytes + (clip.Samples.Length * SampleBytes(encoding)) + 1);
        Write(memory, clip, encoding);
        return memory.ToArray();
    }

    /// <summary>A whole file on disk, readable by its owner only.</summary>
    public static void Write(string path, AudioClip clip, WavEncoding encoding = WavEncoding.Pcm16)
    {
        using var file = PrivateFile.Create(path);
        Write(file, clip, encoding);
    }

    /// <summary>A whole file into a stream that can seek, which stays open.</summary>
    public static void Write(Stream stream, AudioClip clip, WavEncoding encoding = WavEncoding.Pcm16)
    {
        ArgumentNullException.ThrowIfNull(clip);
        using var writer = new WavWriter(stream, clip.RateHz, encoding, leaveOpen: true);
        writer.Write(clip.Samples);
    }

    /// <summary>Adds sound.</summary>
    public void Write(ReadOnlySpan<float> samples)
    {
        while (!samples.IsEmpty)
        {
            var part = samples[..Math.Min(BlockFrames, samples.Length)];
            Encode(part, _encoding, _block);
            _stream.Write(_block, 0, part.Length * SampleBytes(_encoding));
            _frames += part.Length;
            samples = samples[part.Length..];
        }
    }

    /// <summary>Pads the sound to an even size and writes the true sizes into the header where the stream can seek.</summary>
    public void Finish()
    {
        if (_finished)
            return;
        _finished = true;
        if ((_frames * SampleBytes(_encoding)) % 2 != 0)
            _stream.WriteByte(0);
        if (_stream.CanSeek)
        {
            var end = _stream.Position;
            _stream.Position = end - HeaderBytes - (_frames * SampleBytes(_encoding)) - (_frames * SampleBytes(_encoding) % 2);
            _stream.Write(Header(_rateHz, _encoding, _frames));
            _stream.Position = end;
        }
        _stream.Flush();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Finish();
        if (!_leaveOpen)
            _stream.Dispose();
    }

    private static double Quantise(float amplitude, double fullScale) =>
        float.IsNaN(amplitude) ? 0 : Math.Clamp(Math.Round(amplitude * fullScale), -fullScale, fullScale - 1);
}
