using Timbre.Audio;
using Timbre.Audio.Measures;
using Timbre.Audio.Measures.Conditions;
using Timbre.Models.Analysis.Rules;

namespace Timbre.Models.Analysis;

/// <summary>Says what is wrong with a recording, how much of it, where, and what helps.</summary>
/// <remarks>Safe to use from many threads. The rules stand in <c>docs/guides/quality.md</c>.</remarks>
public sealed class RecordingAnalyser(AnalysisBounds bounds)
{
    /// <summary>Grows whenever a recording may be judged otherwise than before: whoever keeps reports makes them anew.</summary>
    public const int Version = 1;

    private const double LowestDb = -96;
    private const double LowestLufs = -70;

    private static readonly Rule Silent = new(FindingCodes.Silent, "s", "Record it again, and check that the microphone is switched on.");
    private static readonly Rule NoSpeech = new(FindingCodes.NoSpeech, "s", "Leave it out, or record somebody speaking, not whispering or singing.");

    /// <summary>One that judges by the bounds that nobody changed.</summary>
    public RecordingAnalyser()
        : this(AnalysisBounds.Default)
    {
    }

    /// <summary>The report on a recording.</summary>
    /// <param name="clip">At its own rate, as it was recorded.</param>
    /// <param name="scores">What the estimator says of it, where it does.</param>
    /// <param name="transcript">What is said in it, where that is known.</param>
    public RecordingReport Analyse(Clip clip, EstimatedScores? scores, Transcript? transcript)
    {
        ArgumentNullException.ThrowIfNull(clip);
        var speech = SpeechActivity.Detect(clip);
        var noise = SignalToNoise.Of(clip, speech);
        var soundSeconds = Silence.SoundSeconds(clip);
        var isSilent = soundSeconds < Silence.LeastSeconds;
        var evidence = new Evidence(clip, speech, noise.SpeechDb, Measure(clip, speech, noise), isSilent ? null : scores, transcript);

        List<Finding> findings =
            isSilent ? [Silent.At(Severity.Fix, soundSeconds, Silence.LeastSeconds, "There is nothing to hear.", evidence.Whole)] :
            speech.SpeechSeconds < bounds.SpeechFixSeconds ? [NoSpeech.At(Severity.Fix, speech.SpeechSeconds, bounds.SpeechFixSeconds, "Nobody is heard to speak.", evidence.Whole)] :
            Judge(evidence);
        findings = [.. findings.OrderByDescending(finding => finding.Severity).ThenBy(finding => finding.StartSeconds)];

        return new RecordingReport(
            evidence.Conditions,
            evidence.Scores,
            SampleScore.Of(evidence.Scores, findings),
            LoudnessGrade.Of(evidence.Conditions.LoudnessLufs),
            isSilent,
            findings.TrueForAll(finding => finding.Severity < Severity.Fix),
            transcript,
            findings);
    }

    private List<Finding> Judge(Evidence evidence)
    {
        List<Finding> sound =
        [
            .. LevelRules.Of(evidence, bounds),
            .. BackgroundRules.Of(evidence, bounds),
            .. TransmissionRules.Of(evidence, bounds),
            .. EdgeRules.Of(evidence, bounds),
        ];
        return [.. sound, .. ScoreRules.Of(evidence.Scores, bounds, evidence.Whole, sound), .. TranscriptRules.Of(evidence.Transcript)];
    }

    private static SoundConditions Measure(Clip clip, SpeechReport speech, SignalToNoise noise)
    {
        var edges = SilentEdges.Of(speech);
        var peak = 0f;
        foreach (var sample in clip.Samples)
            peak = Math.Max(peak, Math.Abs(sample));
        var reverberation = Reverberation.Seconds(clip);
        return new SoundConditions(
            clip.Seconds,
            speech.SpeechSeconds,
            noise.RatioDb,
            noise.NoiseFloorDb,
            Math.Max(LowestLufs, Loudness.IntegratedLufs(clip)),
            Math.Clamp(20 * Math.Log10(peak), LowestDb, 0),
            Clipping.Share(clip),
            DcOffset.Of(clip),
            Hum.Of(clip).LevelDb,
            Bandwidth.HighestHz(clip),
            double.IsNaN(reverberation) ? null : reverberation,
            edges.LeadingSeconds,
            edges.TrailingSeconds);
    }
}
