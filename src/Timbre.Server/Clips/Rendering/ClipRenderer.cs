using Timbre.Server.Http;
using Timbre.Server.Recordings.Upload;
using Timbre.Server.Speech;
using Timbre.Server.Voices;
using Timbre.Storage.Blobs;

namespace Timbre.Server.Clips.Rendering;

/// <summary>Has a clip's text said, and the sound written down as it asks.</summary>
internal sealed class ClipRenderer(SpeechPreparation preparation, ScratchFiles scratch, DiskSpace disk)
{
    private const int MaxSampleBytes = 4;

    /// <summary>The clip with what its text shows when it is read, before it is said: issues and length.</summary>
    /// <exception cref="RefusedException">The text cannot be read; the refusal says why.</exception>
    public async Task<Clip> Read(Clip clip, Voice voice, CancellationToken ct)
    {
        var speech = await Prepare(clip, voice, ct);
        return clip with { Issues = SpokenClip.Json(speech.Script.Issues), CharacterCount = speech.Characters };
    }

    /// <summary>Slow. The file goes into <paramref name="fresh"/>, and with it when it is not kept.</summary>
    /// <exception cref="RefusedException">The voice cannot speak, or cannot speak this, or the disk is full.</exception>
    public async Task<SpokenClip> Render(Voice voice, Clip clip, NewBlobs fresh, CancellationToken ct)
    {
        var speech = await Prepare(clip, voice, ct);
        var whole = await speech.SpeakAll(ct);
        if (!disk.HasRoomFor((long)whole.Sound.Samples.Length * MaxSampleBytes))
            throw new RefusedException(DiskSpace.Full);

        using var file = scratch.New();
        await SpeechFile.Write(whole.Sound, clip.OutputFormat, speech.Encoding, file.LocalPath, ct);
        // a crash before the row's commit leaves a blob that the sweep removes
        var blob = await fresh.Put(file, $".{clip.OutputFormat}", ct);
        return SpokenClip.Of(blob.Name, speech, whole);
    }

    private Task<PreparedSpeech> Prepare(Clip clip, Voice voice, CancellationToken ct)
    {
        var asked = new SpeechRequest(clip.AccountId, "body", clip.Body)
        {
            ApplyGlossary = clip.Suggestions,
            SampleRate = clip.SampleRate,
            Precision = clip.Precision,
        };
        return preparation.Read(asked, voice, ct);
    }
}
