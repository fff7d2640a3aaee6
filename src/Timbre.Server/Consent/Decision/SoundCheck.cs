using Timbre.Audio;
using Timbre.Models.Analysis;
using Timbre.Server.Plumbing;

namespace Timbre.Server.Consent.Decision;

/// <summary>Whether a consent can be heard: somebody speaks, long enough, above the noise, and alone.</summary>
internal sealed class SoundCheck(Settings settings)
{
    private readonly RecordingAnalyser _analyser = new(settings.Analysis);

    public void Run(Clip sound, Judgement judgement)
    {
        var policy = settings.Consent;
        var report = _analyser.Analyse(sound, null, null);
        var (speech, noise) = (report.Conditions.SpeechSeconds, report.Conditions.SignalToNoiseDb);
        judgement.Models["recording_analyser"] = $"{RecordingAnalyser.Version}";
        judgement.Measured("speech_seconds", speech, policy.MinSpeechSeconds);
        judgement.Measured("signal_to_noise_db", noise, policy.MinSignalToNoiseDb);
        if (report.IsSilent)
            judgement.Refuse("silent", "there is nothing to hear in it. Record it again, and check that the microphone is switched on.");
        else if (speech < policy.MinSpeechSeconds)
            judgement.Refuse("too_short", FormattableString.Invariant($"somebody speaks for {speech:0.0} s in it, and the statement takes {policy.MinSpeechSeconds:0.0} s at least. Record the whole statement."));
        else if (noise < policy.MinSignalToNoiseDb)
            judgement.Refuse("too_noisy", FormattableString.Invariant($"the speech stands only {noise:0} dB above the noise, and {policy.MinSignalToNoiseDb:0} dB are needed. Record it again in a quiet room, near to the microphone."));
        else if (report.Findings.FirstOrDefault(finding => finding.Code == FindingCodes.TwoSpeakers) is { } other)
            judgement.Refuse("two_speakers", FormattableString.Invariant($"somebody else speaks in it from {other.StartSeconds:0.0} to {other.EndSeconds:0.0} s. Record the speaker alone."));
    }
}
