namespace Timbre.Models.Programs;

/// <summary>A program that the engine calls is not installed; the message names Debian's package.</summary>
public sealed class MissingProgramException(string program, string package)
    : Exception($"{program} is not installed; the voice engine needs it. Install it: apt-get install {package}");
