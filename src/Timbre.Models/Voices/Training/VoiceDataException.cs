namespace Timbre.Models.Voices.Training;

/// <summary>The recordings cannot make a voice; the message is for the caller.</summary>
public sealed class VoiceDataException(string message) : Exception(message);
