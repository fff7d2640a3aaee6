using System.Buffers.Binary;

namespace Timbre.Audio.Formats.Riff;

/// <summary>Reads a RIFF WAVE header up to the first byte of sound, forwards only and in constant memory.</summary>
/// <remarks>Multimedia Programming Interface and Data Specifications 1.0 (1991); WAVE_FORMAT_EXTENSIBLE; EBU Tech 3306 for RF64.</remarks>
internal static class WavHeader
{
    private const int MaxChunks = 4096;

    /// <summary>Sizes that recorders write while they do not know: the chunk goes on to the end of the file.</summary>
    private const uint Unknown = 0xFFFFFFFF;

    public static WavLayout Read(Stream stream, AudioLimits limits)
    {
        Span<byte> head = stackalloc byte[8];
        Span<byte> body = stackalloc byte[40];
        var (isWide, riffBytes) = ReadRiffHeader(stream);
        long? wideDataBytes = null;
        WavLayout? layout = null;
        var passed = 12L;
        for (var chunk = 0; chunk < MaxChunks; chunk++)
        {
            if (stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false) < head.Length)
                throw new AudioFormatException(
                    layout is null
                        ? "The WAV ends before it says how its sound is stored."
                        : "The WAV holds no sound: it has no data chunk.");

            var size = BinaryPrimitives.ReadUInt32LittleEndian(head[4..]);
            if (head.StartsWith("data"u8))
            {
                if (layout is null)
                    throw new AudioFormatException("The WAV is damaged: its sound comes before the chunk that describes it.");
                return layout with { DataBytes = DataBytes(size, riffBytes, wideDataBytes) };
            }

            var read = 0;
            if (head.StartsWith("fmt "u8))
            {
                read = ReadBody(stream, body, size);
                layout = Describe(body[..read], limits);
            }
            else if (isWide && head.StartsWith("ds64"u8))
            {
                read = ReadBody(stream, body, size);
                if (read >= 16)
                    wideDataBytes = (long)Math.Min(BinaryPrimitives.ReadUInt64LittleEndian(body[8..]), long.MaxValue);
            }

            passed += 8 + size;
            if (passed > limits.MaxBytes)
                throw new AudioFormatException(
                    $"The WAV is damaged, or larger than the {limits.MaxBytes} bytes allowed: "
                        + $"a chunk before its sound claims {size} bytes.");
            Skip(stream, size - read + (size & 1));
        }

        throw new AudioFormatException($"The WAV has more than {MaxChunks} chunks before its sound.");
    }

    /// <summary>The first 12 bytes: whether sizes may be wider than 32 bits (RF64), and the size that they give.</summary>
    private static (bool IsWide, uint RiffBytes) ReadRiffHeader(Stream stream)
    {
        Span<byte> head = stackalloc byte[12];
        var isRiff = stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false) == head.Length && head[8..].SequenceEqual("WAVE"u8);
        var isWide = isRiff && head.StartsWith("RF64"u8);
        return isWide || (isRiff && head.StartsWith("RIFF"u8))
            ? (isWide, BinaryPrimitives.ReadUInt32LittleEndian(head[4..]))
            : throw new AudioFormatException("The file is not a WAV: it does not begin with a RIFF WAVE header.");
    }

    private static long? DataBytes(uint size, uint riffBytes, long? wideDataBytes)
    {
        if (size == Unknown)
            return wideDataBytes;
        // A recorder that died before it came back to fill in its sizes leaves both at 0.
        return size == 0 && riffBytes is 0 or Unknown ? null : size;
    }

    private static int ReadBody(Stream stream, Span<byte> body, uint size) =>
        stream.ReadAtLeast(body[..(int)Math.Min(size, body.Length)], (int)Math.Min(size, body.Length), throwOnEndOfStream: false);

    private static void Skip(Stream stream, long bytes)
    {
        Span<byte> sink = stackalloc byte[4096];
        while (bytes > 0)
        {
            var read = stream.Read(sink[..(int)Math.Min(bytes, sink.Length)]);
            if (read == 0)
                return; // the next chunk's header is missing then, and that is the error
            bytes -= read;
        }
    }

    private static WavLayout Describe(ReadOnlySpan<byte> fmt, AudioLimits limits)
    {
        if (fmt.Length < 16)
            throw new AudioFormatException("The WAV is damaged: its format chunk is too short.");

        var code = BinaryPrimitives.ReadUInt16LittleEndian(fmt);
        var channels = BinaryPrimitives.ReadUInt16LittleEndian(fmt[2..]);
        var rateHz = BinaryPrimitives.ReadUInt32LittleEndian(fmt[4..]);
        var frameBytes = BinaryPrimitives.ReadUInt16LittleEndian(fmt[12..]);
        var bits = BinaryPrimitives.ReadUInt16LittleEndian(fmt[14..]);
        if (code == 0xFFFE && fmt.Length >= 26)
            // the sub-format's first two bytes are the code that the outer one hides
            code = BinaryPrimitives.ReadUInt16LittleEndian(fmt[24..]);

        if (channels == 0 || channels > limits.MaxChannels)
            throw new AudioFormatException($"The sound has {channels} channels; 1 to {limits.MaxChannels} can be read.");
        if (rateHz < limits.MinRateHz || rateHz > limits.MaxRateHz)
            throw new AudioFormatException(
                $"The sound has {rateHz} samples per second; {limits.MinRateHz} to {limits.MaxRateHz} can be read.");

        // Samples of odd widths (12, 20 bits) are stored left-justified in whole bytes.
        var sampleBytes = (bits + 7) / 8;
        var coding = (code, sampleBytes) switch
        {
            (1, >= 1 and <= 4) => WavCoding.Pcm,
            (3, 4 or 8) => WavCoding.Float,
            (6, 1) => WavCoding.ALaw,
            (7, 1) => WavCoding.MuLaw,
            _ =>
                throw new AudioFormatException(
                    $"The WAV stores its sound as code {code} with {bits} bits, which cannot be read; save it as 16-bit PCM."),
        };
        if (frameBytes != channels * sampleBytes)
            throw new AudioFormatException(
                $"The WAV is damaged: {channels} channels of {bits} bits do not make frames of {frameBytes} bytes.");

        return new WavLayout(coding, channels, (int)rateHz, sampleBytes, null);
    }
}
