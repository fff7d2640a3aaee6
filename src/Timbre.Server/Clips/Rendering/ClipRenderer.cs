using System.Text.Json;
using Timbre.Models.Text;
using Timbre.Models.Text.Scripts;
using Timbre.Server.Plumbing;
using Timbre.Server.Recordings.Upload;
using Timbre.Server.Speech;
using Timbre.Server.Terms;
using Timbre.Server.Voices;
using Timbre.Storage;

namespace Timbre.Server.Clips.Rendering;

/// <summary>Has a clip's text said, and the sound written down as it asks.</summary>
internal sealed class ClipRenderer(Narrator narrator, Glossary glossary, BlobFolder blobs, DiskSpace disk)
{
    private const int LargestSampleBytes = 4;

    /// <summary>What is to be said.</summary>
    /// <exception cref="RefusedException">It cannot be read; the refusal says why.</exception>
    public async Task<Script> Read(string accountId, string body, bool suggestions, CancellationToken ct) =>
        narrator.Read("body", body, suggestions ? await glossary.ReadingOptionsOf(accountId, ct) : ReadingOptions.None);

    public static int Characters(Script script) => script.Text.EnumerateRunes().Count();

    /// <summary>Slow. The file goes into <paramref name="fresh"/>, and with it when it is not kept.</summary>
    /// <exception cref="RefusedException">The voice cannot speak, or cannot speak this, or the disk is full.</exception>
    public async Task<SpokenClip> Render(Voice voice, Clip clip, NewBlobs fresh, CancellationToken ct)
    {
        var script = await Read(clip.AccountId, clip.Body, clip.Suggestions, ct);
        var phrases = await narrator.Speak(voice, script, script.Seed ?? Narrator.UsualSeed, ct).ToListAsync(ct);
        var sound = await Task.Run(() => SpeechOutput.Join(phrases, clip.SampleRate), ct);
        if (!disk.HasRoomFor((long)sound.Samples.Length * LargestSampleBytes))
            throw new RefusedException(DiskSpace.Full);

        var path = SpeechFile.Empty(blobs); // a crash before the row's commit leaves a file that the sweep removes
        try
        {
            await SpeechFile.Write(sound, clip.OutputFormat, clip.Precision, path, ct);
            var blob = fresh.Adopt(path, $".{clip.OutputFormat}");
            return new SpokenClip(blob, sound.Seconds, JsonSerializer.Serialize(Timestamps.Of(phrases), Wire.Options), Characters(script), SpokenClip.Json(script.Issues));
        }
        finally
        {
            File.Delete(path); // adopted, it is there no more
        }
    }
}
