using Timbre.Models.QualityEstimator;

namespace Timbre.Models.Analysis;

/// <summary>(0.3·s + 0.4·p + 0.3·d) · 0.9ʷ · 0.4ᶠ: how well a recording serves for cloning, 0 to 1; 0 where it is silent.</summary>
/// <remarks>
/// s = (STOI - 0.5) / 0.5, p = (PESQ - 1) / 3, d = SI-SDR / 25 dB, each held within 0 and 1; w and f count the findings to be warned
/// of and to be mended. Where there are no scores, the bracket is 0.5. Better scores never lower it, and a finding more, or a graver one,
/// never raises it.
/// </remarks>
public static class SampleScore
{
    private const double Unknown = 0.5;
    private const double WarnFactor = 0.9;
    private const double FixFactor = 0.4;

    /// <summary>The score for what the estimator says, and what was found.</summary>
    public static double Of(EstimatedScores? scores, IReadOnlyCollection<Finding> findings)
    {
        ArgumentNullException.ThrowIfNull(findings);
        if (findings.Any(finding => finding.Code == FindingCodes.Silent))
            return 0;

        var score = scores is null
            ? Unknown
            : (0.3 * Within((scores.Stoi - 0.5) / 0.5)) + (0.4 * Within((scores.PesqWb - 1) / 3)) + (0.3 * Within(scores.SiSdrDb / 25));
        foreach (var finding in findings)
            score *= Factor(finding.Severity);
        return score;
    }

    private static double Within(double share) => double.IsNaN(share) ? 0 : Math.Clamp(share, 0, 1);

    private static double Factor(Severity severity) => severity switch
    {
        Severity.Fix => FixFactor,
        Severity.Warn => WarnFactor,
        _ => 1,
    };
}
