using Timbre.Audio.Formats.Decoding;
using Timbre.Audio.Formats.Riff;

namespace Timbre.Audio.Formats;

/// <summary>
/// Reads WAV as mono at its own rate: PCM 8 to 32 bits, float 32 and 64, µ-law, A-law, extensible, RF64, streams of unknown length.
/// </summary>
/// <remarks>Sizes in the file are claims: memory is spent on bytes that are there, never on what a header promises.</remarks>
public sealed class WavReader : IDisposable
{
    private const int BlockFrames = 4096;

    private readonly Stream _stream;
    private readonly bool _leaveOpen;
    private readonly WavLayout _layout;
    private readonly AudioLimits _limits;
    private readonly byte[] _block;
    private readonly long _dataStart;
    private long _framesRead;

    private WavReader(Stream stream, AudioLimits limits, bool leaveOpen)
    {
        if (stream.CanSeek && stream.Length > limits.MaxBytes)
            throw new AudioFormatException($"The file has {stream.Length} bytes; {limits.MaxBytes} are allowed.");
        _layout = WavHeader.Read(stream, limits);
        _block = new byte[BlockFrames * _layout.FrameBytes];
        _dataStart = stream.CanSeek ? stream.Position : 0;
        (_stream, _limits, _leaveOpen) = (stream, limits, leaveOpen);
    }

    /// <summary>Frames per second in the file.</summary>
    public int RateHz => _layout.RateHz;

    /// <summary>Channels in the file.</summary>
    public int Channels => _layout.Channels;

    /// <summary>
    /// Frames that the file holds: what its header claims or what is there, whichever is less; null where only reading can tell.
    /// </summary>
    public long? Frames
    {
        get
        {
            var there = _stream.CanSeek ? _stream.Length - _dataStart : long.MaxValue;
            var claimed = _layout.DataBytes ?? long.MaxValue;
            var bytes = Math.Min(there, claimed);
            return bytes == long.MaxValue ? null : bytes / _layout.FrameBytes;
        }
    }

    /// <summary>Length in seconds, where it is known without reading.</summary>
    public double? Seconds => Frames is { } frames ? (double)frames / RateHz : null;

    /// <summary>Opens a file; dispose the reader to close it.</summary>
    /// <exception cref="AudioFormatException">The file is no WAV that can be read within the limits.</exception>
    public static WavReader Open(string path, AudioLimits limits) => Open(File.OpenRead(path), limits);

    /// <summary>Reads the header of a stream, which the reader owns from now on unless <paramref name="leaveOpen"/> is set.</summary>
    /// <exception cref="AudioFormatException">The stream is no WAV that can be read within the limits.</exception>
    public static WavReader Open(Stream stream, AudioLimits limits, bool leaveOpen = false)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(limits);
        try
        {
            return new WavReader(stream, limits, leaveOpen);
        }
        catch when (!leaveOpen)
        {
            stream.Dispose();
            throw;
        }
    }

    /// <summary>The whole of a file.</summary>
    /// <exception cref="AudioFormatException">The file is no WAV that can be read within the limits, or holds no sound.</exception>
    public static AudioClip Read(string path, AudioLimits limits)
    {
        using var reader = Open(path, limits);
        return reader.ReadAll();
    }

    /// <summary>The whole of a stream, which stays open.</summary>
    /// <exception cref="AudioFormatException">The stream is no WAV that can be read within the limits, or holds no sound.</exception>
    public static AudioClip Read(Stream stream, AudioLimits limits)
    {
        using var reader = Open(stream, limits, leaveOpen: true);
        return reader.ReadAll();
    }

    /// <summary>The part of a file from one second to another, clamped to its length; memory is that of the part.</summary>
    /// <exception cref="AudioFormatException">The file is no WAV that can be read within the limits.</exception>
    public static AudioClip ReadRange(string path, double startSeconds, double endSeconds, AudioLimits limits)
    {
        using var reader = Open(path, limits);
        var total = reader.Frames ?? 0;
        var start = Math.Clamp((long)Math.Round(startSeconds * reader.RateHz), 0, total);
        var end = Math.Clamp((long)Math.Round(endSeconds * reader.RateHz), start, total);
        if (end - start > limits.MaxSeconds * reader.RateHz)
            throw new AudioFormatException($"{(end - start) / reader.RateHz} s were asked for; {limits.MaxSeconds} s can be read at once.");

        reader.Seek(start);
        var samples = new float[end - start];
        var read = reader.Read(samples);
        return new AudioClip(read == samples.Length ? samples : samples[..read], reader.RateHz);
    }

    /// <summary>Goes to a frame, counted from the beginning of the sound; the stream must be able to seek.</summary>
    public void Seek(long frame)
    {
        _stream.Position = _dataStart + (frame * _layout.FrameBytes);
        _framesRead = frame;
    }

    /// <summary>Fills <paramref name="mono"/> with the next amplitudes; fewer only at the end of the sound, 0 when it is over.</summary>
    public int Read(Span<float> mono)
    {
        var claimed = _layout.DataBytes is { } bytes ? bytes / _layout.FrameBytes : long.MaxValue;
        var done = 0;
        while (done < mono.Length)
        {
            var wantedFrames = (int)Math.Min(Math.Min(BlockFrames, mono.Length - done), claimed - _framesRead);
            if (wantedFrames <= 0)
                break;

            var wantBytes = wantedFrames * _layout.FrameBytes;
            var gotFrames = _stream.ReadAtLeast(_block.AsSpan(0, wantBytes), wantBytes, throwOnEndOfStream: false) / _layout.FrameBytes;
            WavSamples.ToMono(_block.AsSpan(0, gotFrames * _layout.FrameBytes), _layout, mono.Slice(done, gotFrames));
            done += gotFrames;
            _framesRead += gotFrames;
            if (gotFrames < wantedFrames)
                break; // cut off: what is there is the sound
        }

        return done;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!_leaveOpen)
            _stream.Dispose();
    }

    private AudioClip ReadAll()
    {
        var collected = new SampleBuffer(_limits, RateHz, Frames);
        var buffer = new float[BlockFrames];
        for (var read = Read(buffer); read > 0; read = Read(buffer))
            collected.Add(buffer.AsSpan(0, read));
        return collected.ToClip();
    }
}
