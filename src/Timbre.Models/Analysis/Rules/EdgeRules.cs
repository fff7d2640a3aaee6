namespace Timbre.Models.Analysis.Rules;

/// <summary>How a recording begins and ends.</summary>
internal static class EdgeRules
{
    private static readonly Rule Long = new(FindingCodes.LongSilence, "s", "Trim the silence; nothing is lost by it.");

    public static IEnumerable<Finding> Of(Evidence evidence, AnalysisBounds bounds)
    {
        var sound = evidence.Conditions;
        if (sound.LeadingSilenceSeconds > bounds.SilenceNoteSeconds)
            yield return Long.At(Severity.Note, sound.LeadingSilenceSeconds, bounds.SilenceNoteSeconds, $"{sound.LeadingSilenceSeconds:0.0} s pass before the first word.", new(0, sound.LeadingSilenceSeconds));
        if (sound.TrailingSilenceSeconds > bounds.SilenceNoteSeconds)
            yield return Long.At(Severity.Note, sound.TrailingSilenceSeconds, bounds.SilenceNoteSeconds, $"{sound.TrailingSilenceSeconds:0.0} s follow the last word.", new(sound.Seconds - sound.TrailingSilenceSeconds, sound.Seconds));
    }
}
