using System.Text.Json;
using Timbre.Server.Http;
using Timbre.Server.Recordings.Upload;
using Timbre.Server.Speech;
using Timbre.Server.Terms;
using Timbre.Server.Voices;
using Timbre.Storage.Blobs;
using Timbre.Text.Scripts;
using Timbre.Text.Terms;

namespace Timbre.Server.Clips.Rendering;

/// <summary>Has a clip's text said, and the sound written down as it asks.</summary>
internal sealed class ClipRenderer(SpeechSynthesizer synthesizer, Glossary glossary, ScratchFiles scratch, DiskSpace disk)
{
    private const int MaxSampleBytes = 4;

    /// <summary>What is to be said.</summary>
    /// <exception cref="RefusedException">It cannot be read; the refusal says why.</exception>
    public async Task<Script> Read(string accountId, string body, bool suggestions, CancellationToken ct) =>
        synthesizer.Read("body", body, suggestions ? await glossary.ReadingOptionsOf(accountId, ct) : ReadingOptions.None);

    public static int Characters(Script script) => script.Text.EnumerateRunes().Count();

    /// <summary>Slow. The file goes into <paramref name="fresh"/>, and with it when it is not kept.</summary>
    /// <exception cref="RefusedException">The voice cannot speak, or cannot speak this, or the disk is full.</exception>
    public async Task<SpokenClip> Render(Voice voice, Clip clip, NewBlobs fresh, CancellationToken ct)
    {
        var script = await Read(clip.AccountId, clip.Body, clip.Suggestions, ct);
        var phrases = await synthesizer.Speak(voice, script, script.Seed ?? SpeechSynthesizer.DefaultSeed, ct).ToListAsync(ct);
        var sound = await Task.Run(() => SpeechOutput.Join(phrases, clip.SampleRate), ct);
        if (!disk.HasRoomFor((long)sound.Samples.Length * MaxSampleBytes))
            throw new RefusedException(DiskSpace.Full);

        using var file = scratch.New();
        await SpeechFile.Write(sound, clip.OutputFormat, clip.Precision, file.LocalPath, ct);
        // a crash before the row's commit leaves a blob that the sweep removes
        var blob = await fresh.Put(file, $".{clip.OutputFormat}", ct);
        return new SpokenClip(
            blob.Name, sound.Seconds, JsonSerializer.Serialize(Timestamps.Of(phrases), Wire.Options), Characters(script),
            SpokenClip.Json(script.Issues));
    }
}
