using System.Text.Json;
using Timbre.Audio;
using Timbre.Models.Analysis;
using Timbre.Models.QualityEstimator;
using Timbre.Models.Tests.Material;

namespace Timbre.Models.Tests.Analysis;

public sealed class RecordingAnalyserTests
{
    private static readonly RecordingAnalyser Analyser = new(EmbeddedModels.Encoder);
    private static readonly AudioClip Spoken = Reader.Recordings[0].Load();
    private static readonly EstimatedScores Good = new(0.97, 3.6, 22);

    [Fact]
    public void A_good_recording_is_usable_and_scores_high()
    {
        var report = Analyser.Analyse(Spoken, Good, null);

        Assert.True(report.IsUsable);
        Assert.False(report.IsSilent);
        Assert.DoesNotContain(report.Findings, finding => finding.Severity == Severity.Fix);
        Assert.InRange(report.SampleScore, 0.7, 1);
        Assert.Equal("A", report.LoudnessGrade);
        Assert.Equal(Good, report.Scores);
        Assert.InRange(report.Conditions.SpeechSeconds, 0.5 * Spoken.Seconds, Spoken.Seconds);
    }

    [Fact]
    public void What_holds_no_sound_is_silent_and_nothing_else()
    {
        foreach (var clip in (AudioClip[])[new([], 16000), new(new float[16000], 16000), new(new float[48000], 48000), new([0.5f], 8000)])
        {
            var report = Analyser.Analyse(clip, Good, null);

            Assert.True(report.IsSilent);
            Assert.False(report.IsUsable);
            Assert.Equal(
                (FindingCodes.Silent, Severity.Fix), Assert.Single(report.Findings.Select(finding => (finding.Code, finding.Severity))));
            Assert.Equal(0, report.SampleScore);
            Assert.Null(report.Scores);
            Assert.NotNull(JsonSerializer.Serialize(report)); // no infinity, no NaN: neither has a place in JSON
        }
    }

    [Fact]
    public void Sound_without_speech_is_no_speech_and_nothing_else()
    {
        var random = new Random(1);
        var hiss = new AudioClip([.. Enumerable.Range(0, 48000).Select(_ => (float)(0.1 * (random.NextDouble() - 0.5)))], 16000);

        var finding = Assert.Single(Analyser.Analyse(hiss, null, null).Findings);

        Assert.Equal((FindingCodes.NoSpeech, Severity.Fix), (finding.Code, finding.Severity));
    }

    [Fact]
    public void Low_scores_are_a_finding_where_nothing_else_is_wrong()
    {
        var poor = Analyser.Analyse(Spoken, new EstimatedScores(0.6, 1.1, -10), null);

        Assert.Equal(
            [FindingCodes.PoorQuality, FindingCodes.Unintelligible],
            poor.Findings.Where(finding => finding.Severity == Severity.Fix).Select(finding => finding.Code).Order());
        Assert.False(poor.IsUsable);

        var clipped = Analyser.Analyse(
            new AudioClip([.. Spoken.Samples.Select(sample => Math.Clamp(sample, -0.04f, 0.04f))], Spoken.RateHz),
            new EstimatedScores(0.6, 1.1, -10), null);

        Assert.Equal(
            [FindingCodes.Clipping], clipped.Findings.Where(finding => finding.Severity == Severity.Fix).Select(finding => finding.Code));
    }

    [Fact]
    public void Words_that_do_not_fit_are_named_and_never_make_a_recording_unusable()
    {
        var transcript = new Transcript(
            "he had married", true, 0.8, [new WordAtFault("elephant", 0.5, 0.9), new WordAtFault("green", 1.5, 1.9)]);

        var report = Analyser.Analyse(Spoken, Good, transcript);

        var finding = Assert.Single(report.Findings, finding => finding.Code == FindingCodes.TranscriptMismatch);
        Assert.Equal((Severity.Warn, 0.5, 1.9, 2.0), (finding.Severity, finding.StartSeconds, finding.EndSeconds, finding.Measured));
        Assert.Contains("\"elephant\", \"green\"", finding.Message);
        Assert.Same(transcript, report.Transcript);
        Assert.True(report.IsUsable);
    }

    [Fact]
    public void Bounds_decide()
    {
        var strict = new RecordingAnalyser(EmbeddedModels.Encoder, AnalysisBounds.Default with { NoisyWarnDb = 95, NoisyFixDb = 94 });

        Assert.Contains(
            strict.Analyse(Spoken, Good, null).Findings,
            finding => finding is { Code: FindingCodes.Noisy, Severity: Severity.Fix, Bound: 94 });
    }
}
