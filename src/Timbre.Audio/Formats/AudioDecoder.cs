using Timbre.Audio.Formats.Decoding;

namespace Timbre.Audio.Formats;

/// <summary>Any sound file to mono at its own rate, capped at 48 kHz: WAV by our reader, the rest by ffmpeg in a child process.</summary>
public static class AudioDecoder
{
    private const string Unknown = "The file is not sound that is known by its content; send WAV, MP3, M4A/MP4, FLAC, Ogg, WebM or AIFF.";

    /// <summary>The sound of a file on this machine.</summary>
    /// <exception cref="AudioFormatException">It is no sound, damaged, or breaks a limit.</exception>
    public static async Task<AudioClip> Decode(string path, AudioLimits limits, CancellationToken ct)
    {
        var sink = new ClipSink(limits);
        await Run(path, sink, limits, ct);
        return sink.ToClip();
    }

    /// <summary>The sound of a stream, read from where it stands; it stays open.</summary>
    /// <param name="source">The bytes, as sent.</param>
    /// <param name="scratchFolder">A private folder for files that must be sought in; what is written there is gone when decoding
    /// ends.</param>
    /// <param name="limits">What reading may cost.</param>
    /// <param name="ct">Cancels the decoding and kills the child process.</param>
    /// <exception cref="AudioFormatException">It is no sound, damaged, or breaks a limit.</exception>
    public static async Task<AudioClip> Decode(Stream source, string scratchFolder, AudioLimits limits, CancellationToken ct)
    {
        var sink = new ClipSink(limits);
        await Run(source, scratchFolder, sink, limits, ct);
        return sink.ToClip();
    }

    /// <summary>The sound of a file as a 16-bit mono WAV on disk; memory does not grow with its length.</summary>
    /// <exception cref="AudioFormatException">It is no sound, damaged, or breaks a limit; nothing is left at the target then.</exception>
    public static Task<DecodedWav> DecodeToWav(string path, string targetPath, AudioLimits limits, CancellationToken ct) =>
        ToWav(targetPath, sink => Run(path, sink, limits, ct));

    /// <summary>The sound of a stream as a 16-bit mono WAV on disk; memory does not grow with its length.</summary>
    /// <param name="source">The bytes, as sent.</param>
    /// <param name="scratchFolder">A private folder for files that must be sought in; what is written there is gone when decoding
    /// ends.</param>
    /// <param name="targetPath">The WAV to write.</param>
    /// <param name="limits">What reading may cost.</param>
    /// <param name="ct">Cancels the decoding and kills the child process.</param>
    /// <exception cref="AudioFormatException">It is no sound, damaged, or breaks a limit; nothing is left at the target then.</exception>
    public static Task<DecodedWav> DecodeToWav(
        Stream source, string scratchFolder, string targetPath, AudioLimits limits, CancellationToken ct) =>
        ToWav(targetPath, sink => Run(source, scratchFolder, sink, limits, ct));

    private static async Task<DecodedWav> ToWav(string targetPath, Func<ISampleSink, Task> run)
    {
        var part = targetPath + ".part"; // a name that means "whole" appears only when it is
        try
        {
            DecodedWav decoded;
            await using (var file = PrivateFile.Create(part))
            {
                using var sink = new WavSink(file);
                await run(sink);
                decoded = new DecodedWav(targetPath, sink.RateHz, sink.Frames);
            }

            File.Move(part, targetPath, overwrite: true);
            return decoded;
        }
        finally
        {
            File.Delete(part);
        }
    }

    private static async Task Run(string path, ISampleSink sink, AudioLimits limits, CancellationToken ct)
    {
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 65536, FileOptions.Asynchronous);
        if (file.Length > limits.MaxBytes)
            throw new AudioFormatException($"The file has {file.Length} bytes; {limits.MaxBytes} are allowed.");

        var head = await ReadHead(file, ct);
        var kind = Recognise(head);
        file.Position = 0;
        if (kind == SoundKind.Wav)
            await ReadWav(file, sink, limits, ct);
        else if (FfmpegCommand.NeedsFile(kind))
            await FfmpegRun.Decode(kind, path, null, sink, limits, ct);
        else
            await FfmpegRun.Decode(kind, null, file, sink, limits, ct);
    }

    private static async Task Run(Stream source, string scratchFolder, ISampleSink sink, AudioLimits limits, CancellationToken ct)
    {
        var head = await ReadHead(source, ct);
        var kind = Recognise(head);
        await using var whole = new PrefixedStream(head, source);
        if (kind != SoundKind.Wav && !FfmpegCommand.NeedsFile(kind))
        {
            await FfmpegRun.Decode(kind, null, whole, sink, limits, ct);
            return;
        }

        // A request's body can only be read forwards and asynchronously; these two need more than that.
        var spool = await Spool(whole, scratchFolder, limits, ct);
        try
        {
            await Run(spool, sink, limits, ct);
        }
        finally
        {
            File.Delete(spool);
        }
    }

    private static async Task<string> Spool(Stream source, string scratchFolder, AudioLimits limits, CancellationToken ct)
    {
        Directory.CreateDirectory(scratchFolder);
        var path = Path.Combine(scratchFolder, $"{Guid.NewGuid():n}.sound");
        try
        {
            await using var file = PrivateFile.Create(path);
            var buffer = new byte[65536];
            for (var read = await source.ReadAsync(buffer, ct); read > 0; read = await source.ReadAsync(buffer, ct))
            {
                if (file.Position + read > limits.MaxBytes)
                    throw new AudioFormatException($"The file is larger than the {limits.MaxBytes} bytes allowed.");
                await file.WriteAsync(buffer.AsMemory(0, read), ct);
            }

            return path;
        }
        catch
        {
            File.Delete(path);
            throw;
        }
    }

    /// <summary>Our reader is plain computing over a local file, so it gets a pool thread instead of the caller's.</summary>
    private static Task ReadWav(Stream file, ISampleSink sink, AudioLimits limits, CancellationToken ct) => Task.Run(
        () =>
        {
            using var reader = WavReader.Open(file, limits, leaveOpen: true);
            var intake = new SampleConverter(sink, reader.RateHz, limits);
            var samples = new float[16384];
            for (var read = reader.Read(samples); read > 0; read = reader.Read(samples))
            {
                ct.ThrowIfCancellationRequested();
                intake.Add(samples.AsSpan(0, read));
            }

            intake.Finish();
        },
        ct);

    private static async Task<byte[]> ReadHead(Stream source, CancellationToken ct)
    {
        var head = new byte[SoundSignature.Length];
        var read = await source.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, ct);
        return head[..read];
    }

    private static SoundKind Recognise(byte[] head)
    {
        if (head.Length == 0)
            throw new AudioFormatException("The file is empty.");
        return SoundSignature.Detect(head)?.Kind ?? throw new AudioFormatException(Unknown);
    }
}
