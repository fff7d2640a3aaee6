using Timbre.Audio;
using Timbre.Audio.Filters;
using Timbre.Audio.Measures;
using Timbre.Models.Analysis;
using Timbre.Models.SpeakerEncoder;
using Timbre.Models.Tests.Material;

namespace Timbre.Models.Tests.SpeakerEncoder;

public sealed class SpeakerChangeTests
{
    private static readonly RecordingAnalyser Analyser = new(EmbeddedModels.Encoder);

    private static readonly AudioClip Man = Joined([.. Reader.Recordings.Select(recording => recording.Load())]);

    private static readonly AudioClip Woman = FliteSpeech.Say(
        "In the evening the lamps along the river are lit one after another. Nobody had expected that the train would be so late on a "
            + "Sunday. The captain counted the boxes twice and signed the paper.");

    [Fact]
    public void One_reader_in_five_recordings_is_one()
    {
        var change = SpeakerChange.Of(EmbeddedModels.Encoder, Man, SpeechActivity.Detect(Man));
        Assert.True(change!.LogLikelihoodRatio > AnalysisBounds.Default.TwoSpeakersWarnNats, $"{change}");
        Assert.DoesNotContain(
            Analyser.Analyse(Man, null, null).Findings, finding => finding.Code == FindingCodes.TwoSpeakers);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_change_is_found_where_it_is(bool isWomanFirst)
    {
        var man = Man.Cut(0, 14);
        var both = isWomanFirst ? Joined(Woman, man) : Joined(man, Woman);
        var finding = Assert.Single(
            Analyser.Analyse(both, null, null).Findings, finding => finding.Code == FindingCodes.TwoSpeakers);
        var boundary = isWomanFirst ? Woman.Seconds : man.Seconds;
        Assert.Equal(Severity.Warn, finding.Severity);
        Assert.True(
            Math.Min(Math.Abs(finding.StartSeconds - boundary), Math.Abs(finding.EndSeconds - boundary)) < 2.5,
            $"{finding} is not at {boundary:0.0} s.");
        Assert.True(finding.Measured < finding.Bound);
    }

    [Fact]
    public void Of_less_speech_than_two_parts_need_nothing_is_said()
    {
        var brief = Man.Cut(0, 6);
        Assert.Null(SpeakerChange.Of(EmbeddedModels.Encoder, brief, SpeechActivity.Detect(brief)));
    }

    private static AudioClip Joined(params AudioClip[] clips) =>
        new([.. clips.SelectMany(clip => Resampler.Convert(clip, 16000).Samples)], 16000);
}
