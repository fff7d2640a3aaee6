using Timbre.Audio.Formats;
using Timbre.Server.Http;
using Timbre.Storage.Blobs;

namespace Timbre.Server.Recordings.Upload;

/// <summary>A sound that was read and measured; its working copy is a scratch file that goes when this goes.</summary>
/// <param name="Original">What the file is, by its content.</param>
/// <param name="Work">A mono WAV at the native rate, at most 48 kHz.</param>
/// <param name="SpeechSeconds">Seconds in which somebody speaks.</param>
internal sealed record ImportedAudio(
    SoundSignature Original, ScratchFile Work, int RateHz, double Seconds, double SpeechSeconds) : IDisposable
{
    public void Dispose() => Work.Dispose();
}

/// <summary>Reads and measures what was sent as sound, and refuses what no voice can be made of.</summary>
internal sealed class AudioImport(ScratchFiles scratch, RecordingLimits limits) : IDisposable
{
    private readonly SemaphoreSlim _decoderSlots = new(Environment.ProcessorCount); // more decoders than cores would only hold memory

    public void Dispose() => _decoderSlots.Dispose();

    /// <exception cref="RefusedException">It is no sound, too short, too long or silent; nothing stays but the file itself.</exception>
    public async Task<ImportedAudio> Import(ScratchFile file, CancellationToken ct)
    {
        var original = await Signature(file, ct);
        await _decoderSlots.WaitAsync(ct);
        try
        {
            return await Measure(original, file, ct);
        }
        catch (AudioFormatException wrong)
        {
            throw Refused(
                wrong.IsTooLong ? "recording_too_long" : "invalid_sound",
                wrong.IsTooLong ? $"The recording is longer than {MaxSeconds:0.###} s. {Bounds}" : wrong.Message);
        }
        finally
        {
            _decoderSlots.Release();
        }
    }

    private double MaxSeconds => limits.MaxRecordingSeconds;

    private string Bounds => $"A recording lasts {limits.MinRecordingSeconds:0.###} to {MaxSeconds:0.###} s.";

    private async Task<ImportedAudio> Measure(SoundSignature original, ScratchFile file, CancellationToken ct)
    {
        var work = scratch.New();
        try
        {
            var wav = await AudioDecoder.DecodeToWav(
                file.LocalPath, work.LocalPath, AudioLimits.UpTo(MaxSeconds, limits.MaxUploadBytes), ct);
            if (wav.Seconds < limits.MinRecordingSeconds)
                throw Refused("recording_too_short", $"The recording is only {wav.Seconds:0.00} s long. {Bounds}");

            var (silent, speechSeconds) = AudioProbe.Measure(work.LocalPath, AudioLimits.UpTo(MaxSeconds + 1, long.MaxValue));
            return silent
                ? throw Refused("recording_is_silent", "The recording is silent. Send one in which somebody speaks.")
                : new ImportedAudio(original, work, wav.RateHz, wav.Seconds, speechSeconds);
        }
        catch
        {
            work.Dispose();
            throw;
        }
    }

    private static async Task<SoundSignature> Signature(ScratchFile sound, CancellationToken ct)
    {
        await using var file = sound.OpenRead();
        var head = new byte[SoundSignature.Length];
        var read = await file.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, ct);
        return read == 0
            ? throw Refused("invalid_sound", "The file is empty.")
            : SoundSignature.Detect(head.AsSpan(0, read))
                ?? throw Refused(
                    "unsupported_format",
                    "This is not sound that is known by its content. Send WAV (best), MP3, M4A/MP4, FLAC, Ogg (Vorbis, Opus), WebM or "
                        + "AIFF.");
    }

    private static RefusedException Refused(string code, string why) => new(Refusal.BadRequest(code, $"file: {why}"));
}
