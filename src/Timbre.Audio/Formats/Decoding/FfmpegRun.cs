using System.Diagnostics;
using Timbre.Audio.Formats.Riff;
using Timbre.Audio.Formats.Sandbox;

namespace Timbre.Audio.Formats.Decoding;

/// <summary>One ffmpeg from start to end: feeds it, takes its samples, ends it when it or the file breaks a limit.</summary>
internal static class FfmpegRun
{
    private const int HeadBytes = 4096;

    /// <summary>
    /// Decodes <paramref name="path"/>, or <paramref name="input"/> where no path is given, into <paramref name="sink"/>.
    /// </summary>
    public static async Task Decode(SoundKind kind, string? path, Stream? input, ISampleSink sink, AudioLimits limits, CancellationToken ct)
    {
        using var clock = CancellationTokenSource.CreateLinkedTokenSource(ct);
        clock.CancelAfter(limits.WallTime);
        using var process = Process.Start(FfmpegCommand.Build(kind, path, limits))
            ?? throw new InvalidOperationException("ffmpeg could not be started.");
        // The kill, not the cancelled read, is what surely ends a wait for a pipe.
        await using var kill = clock.Token.UnsafeRegister(static child => ((Process)child!).Kill(), process);
        var fed = Feed(process.StandardInput.BaseStream, input, limits, clock);
        var errors = FfmpegSandbox.ReadErrors(process.StandardError.BaseStream, clock.Token);
        try
        {
            var hasSamples = await Take(process.StandardOutput.BaseStream, sink, limits, clock.Token);
            await process.WaitForExitAsync(clock.Token);
            clock.Token.ThrowIfCancellationRequested();
            if (process.ExitCode != 0 || !hasSamples)
                throw Refusal(kind, process.ExitCode, await errors);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            await fed.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (fed.IsFaulted)
                await fed; // the input itself failed: its exception is thrown here
            throw new AudioFormatException($"The file takes longer than {limits.WallTime.TotalSeconds:0} s to decode.");
        }
        finally
        {
            await clock.CancelAsync();
            await process.WaitForExitAsync(CancellationToken.None);
            // Both end now, and neither may outlive this call: the input is the caller's. Their exceptions were reported above or matter no
            // more.
            await fed.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await ((Task)errors).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Pours the input into ffmpeg; ends everything when it is too much or breaks off.</summary>
    private static async Task Feed(Stream pipe, Stream? input, AudioLimits limits, CancellationTokenSource clock)
    {
        await using var closing = pipe;
        if (input is null)
            return;

        try
        {
            var buffer = new byte[65536];
            var fed = 0L;
            for (var read = await input.ReadAsync(buffer, clock.Token); read > 0; read = await input.ReadAsync(buffer, clock.Token))
            {
                fed += read;
                if (fed > limits.MaxBytes)
                    throw new AudioFormatException($"The file is larger than the {limits.MaxBytes} bytes allowed.");
                if (!await FfmpegSandbox.Write(pipe, buffer.AsMemory(0, read), clock.Token))
                    return;
            }
        }
        catch
        {
            await clock.CancelAsync();
            throw;
        }
    }

    /// <returns>False when there was no sound at all.</returns>
    private static async Task<bool> Take(Stream output, ISampleSink sink, AudioLimits limits, CancellationToken ct)
    {
        var head = new byte[HeadBytes];
        var headBytes = await output.ReadAtLeastAsync(head, HeadBytes, throwOnEndOfStream: false, ct);
        if (headBytes == 0)
            return false;

        using var start = new MemoryStream(head, 0, headBytes);
        var layout = WavHeader.Read(start, limits);
        var intake = new SampleConverter(sink, layout.RateHz, limits);
        var frameBytes = layout.FrameBytes;
        var block = new byte[Math.Max(HeadBytes, 4096 * frameBytes)];
        var mono = new float[block.Length / frameBytes];
        var buffered = start.Read(block);
        while (true)
        {
            var frames = buffered / frameBytes;
            WavSamples.ToMono(block.AsSpan(0, frames * frameBytes), layout, mono.AsSpan(0, frames));
            intake.Add(mono.AsSpan(0, frames));
            buffered -= frames * frameBytes;
            block.AsSpan(frames * frameBytes, buffered).CopyTo(block);

            var read = await output.ReadAsync(block.AsMemory(buffered), ct);
            if (read == 0)
                break;
            buffered += read;
        }

        intake.Finish();
        return true;
    }

    /// <summary>Classifies ffmpeg's error output, which is never passed on, because it may quote the file.</summary>
    private static AudioFormatException Refusal(SoundKind kind, int exitCode, string errors)
    {
        const int processorTimeOver = 128 + 24;
        const int killed = 128 + 9;
        var name = SoundSignature.Of(kind).Extension[1..].ToUpperInvariant();
        if (exitCode is processorTimeOver or killed)
            return new AudioFormatException("The file takes too long to decode.");
        if (errors.Contains("matches no streams", StringComparison.Ordinal))
            return new AudioFormatException($"The {name} file holds no sound.");
        return new AudioFormatException(
            $"The file begins as {name} but cannot be decoded: it is damaged, cut off, or holds no sound. Send it as WAV (16-bit PCM).");
    }
}
