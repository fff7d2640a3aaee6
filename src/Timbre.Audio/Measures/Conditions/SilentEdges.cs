namespace Timbre.Audio.Measures.Conditions;

/// <summary>Durations of the silence before a recording's first word and after its last, in seconds.</summary>
/// <param name="LeadingSeconds">From the beginning to the first speech, 0 to the length of the recording; all of it where nobody
/// speaks.</param>
/// <param name="TrailingSeconds">From the last speech to the end, 0 to the length of the recording.</param>
public readonly record struct SilentEdges(double LeadingSeconds, double TrailingSeconds)
{
    /// <summary>Of a recording in which speech was looked for.</summary>
    public static SilentEdges Of(SpeechReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return report.Segments.Count == 0
            ? new SilentEdges(report.TotalSeconds, 0)
            : new SilentEdges(report.Segments[0].StartSeconds, Math.Max(0, report.TotalSeconds - report.Segments[^1].EndSeconds));
    }
}
