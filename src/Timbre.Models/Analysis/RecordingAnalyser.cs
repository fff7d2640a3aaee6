using Timbre.Audio;
using Timbre.Audio.Measures;
using Timbre.Models.Analysis.Rules;
using Timbre.Models.QualityEstimator;
using Timbre.Models.SpeakerEncoder;

namespace Timbre.Models.Analysis;

/// <summary>Says what is wrong with a recording, how much of it, where, and what helps.</summary>
/// <remarks>Safe to use from many threads. The rules stand in <c>docs/guides/quality.md</c>.</remarks>
/// <param name="encoder">Tells speakers apart.</param>
/// <param name="bounds">The bounds between the grades of findings.</param>
public sealed class RecordingAnalyser(Encoder encoder, AnalysisBounds bounds)
{
    /// <summary>Grows with every change of results: stored reports of an older version are outdated.</summary>
    public const int Version = 3;

    private static readonly Rule Silent = new(FindingCodes.Silent, "s", "Record it again, and check that the microphone is switched on.");
    private static readonly Rule NoSpeech = new(
        FindingCodes.NoSpeech, "s", "Leave it out, or record somebody speaking, not whispering or singing.");
    private static readonly Rule TooShort = new(FindingCodes.TooShort, "s", "Record a whole sentence.");

    /// <summary>An analyser with <see cref="AnalysisBounds.Default"/>.</summary>
    /// <param name="encoder">Tells speakers apart.</param>
    public RecordingAnalyser(Encoder encoder)
        : this(encoder, AnalysisBounds.Default)
    {
    }

    /// <summary>The report on a recording.</summary>
    /// <param name="clip">At its own rate, as it was recorded.</param>
    /// <param name="scores">What the estimator says of it, where it does.</param>
    /// <param name="transcript">What is said in it, where that is known.</param>
    public RecordingReport Analyse(AudioClip clip, EstimatedScores? scores, Transcript? transcript)
    {
        ArgumentNullException.ThrowIfNull(clip);
        var evidence = Evidence.Of(encoder, clip, bounds.SpeechFixSeconds);
        var isSilent = evidence.SoundSeconds < Silence.MinSeconds;
        var usedScores = isSilent ? null : scores;
        var findings = Findings(evidence, usedScores, transcript).OrderByDescending(finding => finding.Severity)
            .ThenBy(finding => finding.StartSeconds).ToList();

        return new RecordingReport(
            evidence.Conditions,
            usedScores,
            SampleScore.Of(usedScores, findings),
            LoudnessGrade.Of(evidence.Conditions.LoudnessLufs),
            isSilent,
            findings.TrueForAll(finding => finding.Severity < Severity.Fix),
            transcript,
            findings);
    }

    private List<Finding> Findings(Evidence evidence, EstimatedScores? scores, Transcript? transcript)
    {
        var (sound, speech, whole) = (evidence.SoundSeconds, evidence.Conditions.SpeechSeconds, evidence.Whole);
        if (sound < Silence.MinSeconds)
            return [Silent.At(Severity.Fix, sound, Silence.MinSeconds, "There is nothing to hear.", whole)];
        if (speech < bounds.SpeechFixSeconds)
        {
            return sound < bounds.ShortWarnSeconds
                ? [TooShort.At(
                    Severity.Warn, sound, bounds.ShortWarnSeconds, $"{sound:0.0} s of sound are too short to tell whether somebody speaks.",
                    whole)]
                : [NoSpeech.At(Severity.Fix, speech, bounds.SpeechFixSeconds, "Nobody is heard to speak.", whole)];
        }

        List<Finding> found =
        [
            .. evidence.IsDoubtful
            ? [NoSpeech.At(Severity.Warn, 0, bounds.SpeechFixSeconds, "What is heard may be speech, but hardly sounds like it.", whole)]
            : Array.Empty<Finding>(),
            .. LevelRules.Of(evidence, bounds),
            .. DisturbanceRules.Of(evidence, bounds),
            .. TransmissionRules.Of(evidence, bounds),
            .. EdgeRules.Of(evidence, bounds),
            .. SpeakerRules.Of(evidence.Change, bounds),
        ];
        return [.. found, .. ScoreRules.Of(scores, bounds, whole, found), .. TranscriptRules.Of(transcript)];
    }
}
