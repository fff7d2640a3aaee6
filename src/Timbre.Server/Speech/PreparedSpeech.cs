using Timbre.Audio;
using Timbre.Audio.Formats;
using Timbre.Models.Voices;
using Timbre.Server.Http;
using Timbre.Server.Speech.Streaming;
using Timbre.Server.Voices;
using Timbre.Text.Scripts;

namespace Timbre.Server.Speech;

/// <summary>A text that has been read, and the voice that is to say it; nothing has been synthesized yet.</summary>
internal sealed record PreparedSpeech(SpeechSynthesizer Synthesizer, Voice Voice, Script Script)
{
    public required int Seed { get; init; }

    /// <summary>Of the sound that was asked for.</summary>
    public required int RateHz { get; init; }

    /// <summary>Of its samples, where the kind of file leaves a choice.</summary>
    public required WavEncoding Encoding { get; init; }

    /// <summary>What was asked for and cannot be done, a sentence each.</summary>
    public required IReadOnlyList<string> Issues { get; init; }

    /// <summary>Unicode characters of the text, markup left out.</summary>
    public int Characters => Script.Text.EnumerateRunes().Count();

    /// <inheritdoc cref="SpeechSynthesizer.Speak"/>
    public IAsyncEnumerable<PhraseStretch> Speak(CancellationToken ct) => Synthesizer.Speak(Voice, Script, Seed, ct);

    /// <inheritdoc cref="SpeechSynthesizer.SpeakTimed"/>
    public Task<TimedSpeech> SpeakTimed(CancellationToken ct) => Synthesizer.SpeakTimed(Voice, Script, Seed, ct);

    /// <summary>All of it, at <see cref="RateHz"/>. Slow.</summary>
    /// <exception cref="RefusedException">The voice cannot speak yet, or must not any more.</exception>
    public async Task<WholeSpeech> SpeakAll(CancellationToken ct)
    {
        var stretches = await Speak(ct).ToListAsync(ct);
        var sound = await Task.Run(() => SpeechOutput.Join(stretches, RateHz), ct);
        return new WholeSpeech(sound, Timestamps.Of(stretches.Where(stretch => stretch.IsFirst).Select(stretch => stretch.Phrase)));
    }
}

/// <summary>A text that has been said to its end.</summary>
/// <param name="Sound">All of it.</param>
/// <param name="Times">When each letter and phone is said.</param>
internal sealed record WholeSpeech(AudioClip Sound, Timestamps Times);
