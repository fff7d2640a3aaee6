namespace Timbre.Models.Transcription.Recognisers;

/// <summary>The recogniser in use cannot be used: files are missing or damaged, or it does not start; the message says why.</summary>
public sealed class RecogniserUnavailableException(string message, Exception inner) : Exception(message, inner);
