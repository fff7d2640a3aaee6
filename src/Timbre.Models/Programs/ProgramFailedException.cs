namespace Timbre.Models.Programs;

/// <summary>A program that the engine calls broke off, took too long or said too much; the message tells which.</summary>
public sealed class ProgramFailedException(string message) : Exception(message);
