using Timbre.Audio;

namespace Timbre.Models;

/// <summary>A stretch of speech with the times of what is said in it.</summary>
/// <param name="Sound">Mono, at <see cref="VoiceEngine.SpeechRateHz"/>.</param>
/// <param name="Text">The words of the phrase as they stand in the text.</param>
/// <param name="Phones">CMU phone names with start and end in seconds from the phrase's start.</param>
public sealed record SpokenPhrase(Clip Sound, string Text, IReadOnlyList<PhoneTime> Phones);
