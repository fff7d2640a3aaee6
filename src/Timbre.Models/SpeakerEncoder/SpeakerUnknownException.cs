namespace Timbre.Models.SpeakerEncoder;

/// <summary>Who speaks cannot be told; the message is for the caller.</summary>
public sealed class SpeakerUnknownException(SpeakerUnknownReason reason, string message) : Exception(message)
{
    /// <summary>Why.</summary>
    public SpeakerUnknownReason Reason { get; } = reason;
}

/// <summary>Why it cannot be told who speaks.</summary>
public enum SpeakerUnknownReason
{
    /// <summary>Nobody is heard to speak.</summary>
    NoSpeech,

    /// <summary>Somebody speaks, but too shortly.</summary>
    TooLittleSpeech,
}
