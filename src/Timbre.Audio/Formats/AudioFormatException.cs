namespace Timbre.Audio.Formats;

/// <summary>The bytes are not sound that can be read, or break a limit; the message is for whoever sent them.</summary>
public sealed class AudioFormatException : Exception
{
    /// <summary>A refusal without a reason; prefer one with a message.</summary>
    public AudioFormatException()
        : this("The file is not sound that can be read.")
    {
    }

    /// <summary>An error whose message says what is wrong and what to do.</summary>
    public AudioFormatException(string message)
        : base(message)
    {
    }

    /// <summary>An error whose message says what is wrong and what to do, with its cause.</summary>
    public AudioFormatException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>True when the sound could be read but is longer than the limits allow.</summary>
    public bool IsTooLong { get; init; }
}
