namespace Timbre.Audio.Segmentation;

/// <summary>One of the segments that a long sound is cut into.</summary>
/// <param name="StartSeconds">Where it begins, in seconds from the beginning of the sound.</param>
/// <param name="EndSeconds">Where it ends.</param>
/// <param name="SpeechSeconds">How much of it is speech.</param>
public readonly record struct AudioSegment(double StartSeconds, double EndSeconds, double SpeechSeconds)
{
    /// <summary>Length in seconds.</summary>
    public double Seconds => EndSeconds - StartSeconds;
}
