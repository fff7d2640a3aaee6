namespace Timbre.Audio.Measures;

/// <summary>Speech segments of a sound.</summary>
/// <param name="Segments">Stretches of speech in order, none touching the next; pauses below 0.3 s belong to them.</param>
/// <param name="TotalSeconds">Length of the sound.</param>
public sealed record SpeechReport(IReadOnlyList<SpeechSegment> Segments, double TotalSeconds)
{
    /// <summary>Speech in seconds, of all segments together.</summary>
    public double SpeechSeconds => Segments.Sum(segment => segment.Seconds);
}
