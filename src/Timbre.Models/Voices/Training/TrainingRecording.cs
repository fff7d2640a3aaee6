using Timbre.Audio;

namespace Timbre.Models.Voices.Training;

/// <summary>One recording of the speaker, loaded only while it is being worked on.</summary>
/// <param name="Name">What a message about this recording calls it.</param>
/// <param name="Load">Reads the sound; may be called several times.</param>
/// <param name="Transcript">Its text, or null if unknown.</param>
/// <param name="Seconds">Length in seconds.</param>
public sealed record TrainingRecording(string Name, Func<AudioClip> Load, string? Transcript, double Seconds);
