using Timbre.Audio;

namespace Timbre.Models;

/// <summary>The front door: recordings in, a voice out; text and a voice in, sound out.</summary>
public sealed class VoiceEngine
{
    /// <summary>Learns a voice. Slow and pure: nothing is written but the answer.</summary>
    /// <param name="recordings">The speaker's recordings, at least one.</param>
    /// <param name="type">How much work to put in.</param>
    /// <param name="maxCores">How many threads may be used at once, at least 1.</param>
    /// <param name="progress">Told now and then.</param>
    /// <param name="ct">Stops within a second or two.</param>
    /// <exception cref="VoiceDataException">The recordings cannot make a voice; the message says why.</exception>
    public VoiceModel Train(IReadOnlyList<TrainingRecording> recordings, VoiceType type, int maxCores, IProgress<TrainingProgress>? progress, CancellationToken ct) =>
        throw new NotSupportedException();

    /// <summary>Says <paramref name="text"/>, phrase by phrase as it is made. The clips follow each other without gaps, mono, at <see cref="SpeechRateHz"/>.</summary>
    /// <param name="text">Plain English text.</param>
    /// <param name="model">Who says it.</param>
    /// <param name="seed">The same seed gives the same samples.</param>
    /// <param name="ct">Stops before the next phrase.</param>
    public IEnumerable<SpokenPhrase> Speak(string text, VoiceModel model, int seed, CancellationToken ct) =>
        throw new NotSupportedException();

    /// <summary>Samples per second of what is spoken.</summary>
    public const int SpeechRateHz = 16000;
}

/// <summary>A stretch of speech with the times of what is said in it.</summary>
/// <param name="Sound">Mono, at <see cref="VoiceEngine.SpeechRateHz"/>.</param>
/// <param name="Text">The words of the phrase as they stand in the text.</param>
/// <param name="Phones">CMU phone names with start and end in seconds from the phrase's start.</param>
public sealed record SpokenPhrase(Clip Sound, string Text, IReadOnlyList<PhoneTime> Phones);

/// <summary>One phone and when it sounds, in seconds from the phrase's start.</summary>
public readonly record struct PhoneTime(string Phone, double StartSeconds, double EndSeconds);

/// <summary>The recordings cannot make a voice; the message is for the caller.</summary>
public sealed class VoiceDataException(string message) : Exception(message);
