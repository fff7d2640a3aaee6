namespace Timbre.Audio.Measures.Comparison;

/// <summary>Which of two compared recordings is meant.</summary>
public enum ComparedSide
{
    /// <summary>The recording as it should be.</summary>
    Reference,

    /// <summary>The recording as it came to be.</summary>
    Degraded,
}
