namespace Timbre.Models.Voices;

/// <summary>Kinds of training, by the work that goes into a voice.</summary>
public enum VoiceType
{
    /// <summary>From 10 s of speech, ready in seconds.</summary>
    Rapid,

    /// <summary>From 10 min of speech, trained for longer.</summary>
    Professional,
}
