using Timbre.Models.Adaptation;
using Timbre.Models.BaseVoices;
using Timbre.Models.Text;

namespace Timbre.Models;

/// <summary>The front door: recordings in, a voice out; text and a voice in, sound out.</summary>
/// <remarks>
/// A base voice of flite brings phones, timing and excitation; where each phone's spectrum lies and how F0 moves is learnt
/// from the speaker's recordings and put into the base voice's own model, so that what is heard is made once and never filtered.
/// </remarks>
public sealed class VoiceEngine
{
    /// <summary>Samples per second of what is spoken.</summary>
    public const int SpeechRateHz = 16000;

    /// <summary>Longest text that is spoken at once, in characters.</summary>
    public const int MostTextChars = 100_000;

    private readonly BaseVoiceShelf _shelf = new();

    /// <summary>Learns a voice. Slow and pure: nothing is written but the answer.</summary>
    /// <param name="recordings">The speaker's recordings, at least one; those of no use are left out.</param>
    /// <param name="type">How much work to put in.</param>
    /// <param name="maxCores">How many threads may be used at once, at least 1.</param>
    /// <param name="progress">Told now and then.</param>
    /// <param name="ct">Stops within a second or two.</param>
    /// <exception cref="VoiceDataException">The recordings cannot make a voice; the message says why.</exception>
    public VoiceModel Train(IReadOnlyList<TrainingRecording> recordings, VoiceType type, int maxCores, IProgress<TrainingProgress>? progress, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(recordings);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxCores, 1);
        if (recordings.Count == 0)
            throw new VoiceDataException("There are no recordings to learn a voice from.");
        return new VoiceTrainer(_shelf, maxCores, progress, ct).Train(recordings, type);
    }

    /// <summary>Says <paramref name="text"/>, phrase by phrase as it is made. The clips follow each other without gaps, mono, at <see cref="SpeechRateHz"/>.</summary>
    /// <param name="text">Plain English text; letters of other alphabets are not spoken.</param>
    /// <param name="model">Who says it.</param>
    /// <param name="seed">The same seed gives the same samples. This engine leaves nothing to chance and gives them for every seed.</param>
    /// <param name="ct">Stops before the next phrase.</param>
    /// <exception cref="ArgumentException">There is nothing in the text that can be spoken, or it is longer than <see cref="MostTextChars"/>.</exception>
    public IEnumerable<SpokenPhrase> Speak(string text, VoiceModel model, int seed, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(model);
        if (text.Length > MostTextChars)
            throw new ArgumentException($"The text has {text.Length} characters; at most {MostTextChars} are spoken at once.", nameof(text));
        if (!SpeakableText.IsSpeakable(SpeakableText.Of(text)))
            throw new ArgumentException("There is nothing in the text that can be spoken in English.", nameof(text));
        return Phrases(text, model, ct);
    }

    private IEnumerable<SpokenPhrase> Phrases(string text, VoiceModel model, CancellationToken ct)
    {
        using var speaker = new Speaker(model, _shelf, ct);
        foreach (var phrase in PhraseSplitter.Split(text))
        {
            ct.ThrowIfCancellationRequested();
            if (speaker.Say(phrase, ct) is { } spoken)
                yield return spoken;
        }
    }
}
