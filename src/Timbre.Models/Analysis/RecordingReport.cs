using Timbre.Models.QualityEstimator;

namespace Timbre.Models.Analysis;

/// <summary>Result of the analysis of one recording.</summary>
/// <param name="Conditions">What was measured.</param>
/// <param name="Scores">What the estimator says; null where the recording is silent or too short to be judged.</param>
/// <param name="SampleScore">How well the recording serves for cloning, 0 to 1; 0 where it is silent.</param>
/// <param name="LoudnessGrade"><c>A</c> (as loud as it should be) to <c>F</c>.</param>
/// <param name="IsSilent">Nothing to hear in it.</param>
/// <param name="IsUsable">Whether no finding says <see cref="Severity.Fix"/>.</param>
/// <param name="Transcript">What is said; null where nobody asked, or nobody speaks.</param>
/// <param name="Findings">The gravest first, then by time.</param>
public sealed record RecordingReport(
    SoundConditions Conditions,
    EstimatedScores? Scores,
    double SampleScore,
    string LoudnessGrade,
    bool IsSilent,
    bool IsUsable,
    Transcript? Transcript,
    IReadOnlyList<Finding> Findings);
