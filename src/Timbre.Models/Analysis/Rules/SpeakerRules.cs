using Timbre.Models.SpeakerEncoder;

namespace Timbre.Models.Analysis.Rules;

/// <summary>Rules on a change of speaker within a recording.</summary>
internal static class SpeakerRules
{
    private static readonly Rule Two = new(FindingCodes.TwoSpeakers, "nat", "Cut out what the other person says: a voice is one person's.");

    public static IEnumerable<Finding> Of(SpeakerChange? change, AnalysisBounds bounds) =>
        change is null || change.LogLikelihoodRatio >= bounds.TwoSpeakersWarnNats ? []
        : [Two.At(
            Severity.Warn, change.LogLikelihoodRatio, bounds.TwoSpeakersWarnNats,
            $"From {change.StartSeconds:0.0} to {change.EndSeconds:0.0} s somebody else speaks than in the rest.",
            new(change.StartSeconds, change.EndSeconds))];
}
