namespace Timbre.Models.SpeakerEncoder;

/// <summary>The speaker of a sound cannot be determined; the message is for the caller.</summary>
public sealed class SpeakerUnknownException(SpeakerUnknownReason reason, string message) : Exception(message)
{
    /// <summary>Why.</summary>
    public SpeakerUnknownReason Reason { get; } = reason;
}

/// <summary>The reasons why a speaker cannot be determined.</summary>
public enum SpeakerUnknownReason
{
    /// <summary>No speech was detected.</summary>
    NoSpeech,

    /// <summary>Somebody speaks, but too shortly.</summary>
    TooLittleSpeech,
}
