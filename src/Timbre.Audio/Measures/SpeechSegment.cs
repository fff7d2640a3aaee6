namespace Timbre.Audio.Measures;

/// <summary>A stretch of sound, in seconds from the beginning.</summary>
/// <param name="StartSeconds">Where it begins.</param>
/// <param name="EndSeconds">Where it ends; later than it begins.</param>
public readonly record struct SpeechSegment(double StartSeconds, double EndSeconds)
{
    /// <summary>Length in seconds.</summary>
    public double Seconds => EndSeconds - StartSeconds;
}
