using Timbre.Audio;

namespace Timbre.Models.Transcription;

/// <summary>A recording to be written down.</summary>
/// <param name="Sound">What is heard, of any rate; at most <see cref="Transcriber.MaxSeconds"/>.</param>
/// <param name="Given">What its owner says is said in it; null, empty or <c>undefined</c> where nobody says.</param>
public sealed record TranscriptionInput(AudioClip Sound, string? Given);
