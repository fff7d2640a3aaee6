using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Timbre.Audio.Formats.Encoders;
using Timbre.Audio.Formats.Sandbox;

namespace Timbre.Audio.Formats;

/// <summary>
/// Mono sound to MP3, Ogg, FLAC or AAC by ffmpeg in a child process: a whole clip into a file, or samples into bytes as they come.
/// </summary>
public static class AudioEncoder
{
    private const int BlockBytes = 16 << 10;
    private const int BlockSamples = 16 << 10;
    private static readonly TimeSpan FileTime = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan StreamTime = TimeSpan.FromHours(2);

    /// <summary>Writes the whole of a clip, with its true length in the header where the format has a place for it.</summary>
    /// <param name="clip">The sound.</param>
    /// <param name="format">What to make of it.</param>
    /// <param name="path">A file that exists and is the caller's; what it holds is replaced, its owner and mode stay.</param>
    /// <param name="ct">Cancels the encoding and kills the child process; the file is incomplete then.</param>
    /// <exception cref="IOException">ffmpeg failed, or took longer than ten minutes.</exception>
    public static async Task EncodeToFile(AudioClip clip, CompressedFormat format, string path, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(clip);
        ArgumentNullException.ThrowIfNull(path);
        await foreach (var _ in Run(Whole(clip), clip.RateHz, format, path, FileTime, ct))
            throw new IOException("ffmpeg wrote to its output although it was given a file.");
    }

    /// <summary>The bytes of a file as they are made of samples as they come.</summary>
    /// <param name="sound">The samples, pulled while the bytes are: ahead of them by what ffmpeg and two pipes hold, a few seconds.</param>
    /// <param name="rateHz">Samples per second.</param>
    /// <param name="format">What to make of it.</param>
    /// <param name="ct">Cancels the encoding and kills the child process, as leaving the enumeration does.</param>
    /// <returns>Blocks; each is valid until the next is asked for.</returns>
    /// <remarks>What <paramref name="sound"/> throws comes out of the enumeration.</remarks>
    /// <exception cref="IOException">ffmpeg failed, or the whole took longer than two hours.</exception>
    public static IAsyncEnumerable<ReadOnlyMemory<byte>> Encode(
        IAsyncEnumerable<ReadOnlyMemory<float>> sound, int rateHz, CompressedFormat format, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(sound);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(rateHz);
        return Run(sound, rateHz, format, null, StreamTime, ct);
    }

    private static async IAsyncEnumerable<ReadOnlyMemory<byte>> Run(
        IAsyncEnumerable<ReadOnlyMemory<float>> sound, int rateHz, CompressedFormat format, string? path, TimeSpan time,
        [EnumeratorCancellation] CancellationToken ct)
    {
        using var clock = CancellationTokenSource.CreateLinkedTokenSource(ct);
        clock.CancelAfter(time);
        using var process = Process.Start(EncoderCommand.Build(format, rateHz, path))
            ?? throw new InvalidOperationException("ffmpeg could not be started.");
        // The kill, not the cancelled read, is what surely ends a wait for a pipe.
        await using var kill = clock.Token.UnsafeRegister(static child => ((Process)child!).Kill(), process);
        var fed = Feed(process.StandardInput.BaseStream, sound, clock);
        var errors = FfmpegSandbox.ReadErrors(process.StandardError.BaseStream, clock.Token);
        try
        {
            var block = new byte[BlockBytes];
            while (await Next(process, block, fed, clock.Token, ct) is var read and > 0)
                yield return block.AsMemory(0, read);
            if (process.ExitCode != 0)
                throw new IOException($"ffmpeg could not write {format}: status {process.ExitCode}. {await errors}");
        }
        finally
        {
            await clock.CancelAsync();
            await process.WaitForExitAsync(CancellationToken.None);
            // Both end now, and neither may outlive this call. An exception here was reported above or matters no more.
            await fed.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await ((Task)errors).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>The next bytes; 0 when all are read, everything is fed and ffmpeg has ended.</summary>
    private static async Task<int> Next(Process process, byte[] block, Task fed, CancellationToken clock, CancellationToken ct)
    {
        try
        {
            var read = await process.StandardOutput.BaseStream.ReadAsync(block, clock);
            if (read > 0)
                return read;
            await process.WaitForExitAsync(clock);
            await fed;
            clock.ThrowIfCancellationRequested();
            return 0;
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            await fed.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (fed.IsFaulted)
                await fed; // the sound itself failed: its exception is thrown here
            throw new IOException("The sound takes too long to encode.");
        }
    }

    /// <summary>Pours the samples into ffmpeg; ends everything when they break off.</summary>
    private static async Task Feed(Stream pipe, IAsyncEnumerable<ReadOnlyMemory<float>> sound, CancellationTokenSource clock)
    {
        await using var closing = pipe;
        try
        {
            var bytes = new byte[BlockSamples * sizeof(float)];
            await foreach (var samples in sound.WithCancellation(clock.Token))
            {
                for (var at = 0; at < samples.Length; at += BlockSamples)
                {
                    var part = samples[at..Math.Min(at + BlockSamples, samples.Length)];
                    MemoryMarshal.AsBytes(part.Span).CopyTo(bytes); // x86 and ARM are little-endian, as f32le is
                    if (!await FfmpegSandbox.Write(pipe, bytes.AsMemory(0, part.Length * sizeof(float)), clock.Token))
                        return;
                }
            }
        }
        catch
        {
            await clock.CancelAsync();
            throw;
        }
    }

    private static async IAsyncEnumerable<ReadOnlyMemory<float>> Whole(AudioClip clip)
    {
        yield return clip.Samples;
        await Task.CompletedTask;
    }
}
