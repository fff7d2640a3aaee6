using Timbre.Models.QualityEstimator;

namespace Timbre.Models.Analysis.Rules;

/// <summary>Rules on estimated scores that no single measure explains: low bit rates, chains of distortions, other voices.</summary>
/// <remarks>Only where no other finding says why the scores are low: they are no news of a recording that is known to be noisy.</remarks>
internal static class ScoreRules
{
    /// <summary>Findings that do not lower a score.</summary>
    private static readonly string[] Harmless =
    [
        FindingCodes.CutStart, FindingCodes.CutEnd, FindingCodes.LongSilence, FindingCodes.DcOffset, FindingCodes.TooLoud,
        FindingCodes.TruePeak,
        FindingCodes.UnevenLevel, FindingCodes.TranscriptMismatch, FindingCodes.Duplicate,
    ];

    private static readonly Rule Unintelligible = new(
        FindingCodes.Unintelligible, "score", "Listen to it; where the words are hard to make out, record it again or leave it out.");
    private static readonly Rule Poor = new(
        FindingCodes.PoorQuality, "score", "Use the original instead of a strongly compressed or processed copy, or record it again.");
    private static readonly Rule Distorted = new(FindingCodes.PoorQuality, "dB", Poor.Remedy);

    public static IEnumerable<Finding> Of(
        EstimatedScores? scores, AnalysisBounds bounds, TimeSpanSeconds whole, IReadOnlyCollection<Finding> others)
    {
        if (scores is null || others.Any(finding => finding.Severity > Severity.Note && !Harmless.Contains(finding.Code)))
            return [];
        return
        [
            .. Unintelligible.Below(
                scores.Stoi, bounds.StoiWarn, bounds.StoiFix,
                $"The words are hard to understand: the estimated STOI is {scores.Stoi:0.00}.", whole),
            .. Poor.Below(
                scores.PesqWb, bounds.PesqWarn, bounds.PesqFix, $"The sound is poor: the estimated PESQ is {scores.PesqWb:0.00}.", whole)
                .Concat(
                    Distorted.Below(
                        scores.SiSdrDb, bounds.SiSdrWarnDb, bounds.SiSdrFixDb,
                        $"The sound is distorted: the estimated SI-SDR is {scores.SiSdrDb:0.0} dB.", whole))
                .OrderByDescending(finding => finding.Severity).Take(1),
        ];
    }
}
