namespace Timbre.Text.Scripts;

/// <summary>Prosody of a word relative to the voice's default.</summary>
/// <param name="Rate">Factor on speed: 0.5 takes twice as long. 0.2 to 5.</param>
/// <param name="Pitch">Factor on F0: 1.2 is 20 % higher. 0.25 to 4.</param>
/// <param name="VolumeDb">Added to the level, at most 24; <see cref="double.NegativeInfinity"/> is silent.</param>
/// <param name="Emphasis">How much the word is brought out.</param>
public readonly record struct SpeechStyle(double Rate, double Pitch, double VolumeDb, Emphasis Emphasis)
{
    /// <summary>The voice's own way.</summary>
    public static SpeechStyle Default { get; } = new(1, 1, 0, Emphasis.Unmarked);
}

/// <summary>Emphasis of a word.</summary>
public enum Emphasis
{
    /// <summary>Nothing is asked for.</summary>
    Unmarked,

    /// <summary>Not at all, even where it would be by itself.</summary>
    None,

    /// <summary>Less than by itself.</summary>
    Reduced,

    /// <summary>More than by itself.</summary>
    Moderate,

    /// <summary>Much more than by itself.</summary>
    Strong,
}
