using Timbre.Audio;
using Timbre.Models.Analysis;
using Timbre.Models.SpeakerEncoder;
using Timbre.Server.Hosting;

namespace Timbre.Server.Consent.Verification;

/// <summary>Whether a consent can be heard: somebody speaks, long enough, above the noise, and alone.</summary>
internal sealed class AudioQualityCheck(Settings settings, Encoder encoder)
{
    private readonly RecordingAnalyser _analyser = new(encoder, settings.Analysis);

    public void Run(AudioClip sound, VerificationResult result)
    {
        var policy = settings.Consent;
        var report = _analyser.Analyse(sound, null, null);
        var (speech, noise) = (report.Conditions.SpeechSeconds, report.Conditions.SignalToNoiseDb);
        result.Models["recording_analyser"] = $"{RecordingAnalyser.Version}";
        result.Measured("speech_seconds", speech, policy.MinSpeechSeconds);
        result.Measured("signal_to_noise_db", noise, policy.MinSignalToNoiseDb);
        if (report.IsSilent)
            result.Refuse("silent", "there is nothing to hear in it. Record it again, and check that the microphone is switched on.");
        else if (speech < policy.MinSpeechSeconds)
            result.Refuse(
                "too_short",
                FormattableString.Invariant(
                    $"somebody speaks for {speech:0.0} s in it, and the statement takes {policy.MinSpeechSeconds:0.0} s at least. ")
                    + "Record the whole statement.");
        else if (noise < policy.MinSignalToNoiseDb)
            result.Refuse(
                "too_noisy",
                FormattableString.Invariant(
                    $"the speech stands only {noise:0} dB above the noise, and {policy.MinSignalToNoiseDb:0} dB are needed. ")
                    + "Record it again in a quiet room, near to the microphone.");
        else if (report.Findings.FirstOrDefault(finding => finding.Code == FindingCodes.TwoSpeakers) is { } other)
            result.Refuse(
                "two_speakers",
                FormattableString.Invariant(
                    $"somebody else speaks in it from {other.StartSeconds:0.0} to {other.EndSeconds:0.0} s. Record the speaker alone."));
    }
}
