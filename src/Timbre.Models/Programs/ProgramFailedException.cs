namespace Timbre.Models.Programs;

/// <summary>A child program failed, took too long or wrote too much; the message says which.</summary>
public sealed class ProgramFailedException(string message) : Exception(message);
