namespace Timbre.Models.Analysis.Rules;

/// <summary>Rules on the beginning and the end of a recording.</summary>
internal static class EdgeRules
{
    /// <summary>An edge that is not so far above the noise is noise, dB.</summary>
    private const double AboveNoiseDb = 8;

    private const double EdgeSeconds = 0.01;

    private static readonly Rule Long = new(FindingCodes.LongSilence, "s", "Trim the silence; nothing is lost by it.");
    private static readonly Rule CutStart = new(
        FindingCodes.CutStart, "dB", "Start recording before the first word, and cut in pauses only.");
    private static readonly Rule CutEnd = new(FindingCodes.CutEnd, "dB", "Stop recording after the last word, and cut in pauses only.");

    public static IEnumerable<Finding> Of(Evidence evidence, AnalysisBounds bounds)
    {
        var (sound, edges) = (evidence.Conditions, evidence.Edges);
        var minDb = Math.Max(bounds.CutWarnDb, AboveNoiseDb - sound.SignalToNoiseDb);
        if (edges.StartDb > minDb)
            yield return CutStart.At(
                Severity.Warn, edges.StartDb, minDb,
                $"The first 10 ms already have {edges.StartDb:0.0} dB re the speech: the first word is cut.", new(0, EdgeSeconds));
        if (edges.EndDb > minDb)
            yield return CutEnd.At(
                Severity.Warn, edges.EndDb, minDb, $"The last 10 ms still have {edges.EndDb:0.0} dB re the speech: the last word is cut.",
                new(sound.Seconds - EdgeSeconds, sound.Seconds));
        if (sound.LeadingSilenceSeconds > bounds.SilenceNoteSeconds)
            yield return Long.At(
                Severity.Note, sound.LeadingSilenceSeconds, bounds.SilenceNoteSeconds,
                $"{sound.LeadingSilenceSeconds:0.0} s pass before the first word.", new(0, sound.LeadingSilenceSeconds));
        if (sound.TrailingSilenceSeconds > bounds.SilenceNoteSeconds)
            yield return Long.At(
                Severity.Note, sound.TrailingSilenceSeconds, bounds.SilenceNoteSeconds,
                $"{sound.TrailingSilenceSeconds:0.0} s follow the last word.",
                new(sound.Seconds - sound.TrailingSilenceSeconds, sound.Seconds));
    }
}
