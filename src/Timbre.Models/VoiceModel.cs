namespace Timbre.Models;

/// <summary>Everything that was learnt of one speaker. Immutable; safe to speak with from many threads.</summary>
public sealed class VoiceModel
{
    /// <summary>Writes the model with its format version and checksum.</summary>
    public void Save(Stream to) => throw new NotSupportedException(to?.ToString());

    /// <summary>Reads a model written by <see cref="Save"/>.</summary>
    /// <exception cref="InvalidDataException">The file is damaged, or of a format that this version does not know.</exception>
    public static VoiceModel Load(Stream from) => throw new NotSupportedException(from?.ToString());
}
