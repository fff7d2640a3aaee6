namespace Timbre.Cli;

/// <summary>A command cannot do what was asked; the message is one sentence for whoever asked.</summary>
internal sealed class CommandException(string message) : Exception(message);
