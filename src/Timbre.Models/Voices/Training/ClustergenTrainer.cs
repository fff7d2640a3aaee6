using System.Diagnostics;
using Timbre.Models.Clustergen;
using Timbre.Models.Clustergen.Adaptation;
using Timbre.Models.Output;

namespace Timbre.Models.Voices.Training;

/// <summary>Trains a clustergen voice: extracts speech statistics, adapts a base voice to them, calibrates its output.</summary>
internal sealed class ClustergenTrainer(
    BaseVoiceCache baseVoices, int maxCores, IProgress<TrainingProgress>? progress, CancellationToken ct)
{
    private const double AnalysisShare = 0.85;
    private const double CalibrationStart = 0.95;

    /// <summary>Its words are understood better than those of flite's other voices, for women and children too.</summary>
    private const string BaseVoiceName = "rms";

    /// <summary>F0 moves less than it is asked to: its trees give means of many.</summary>
    private const double IntonationGain = 1.3;

    private static readonly AdaptationPrior RapidPrior = new(
        BroadFrames: 200, ClassFrames: 200, PhoneFrames: 400, MaxFrames: 1000, Level: 1);
    private static readonly AdaptationPrior ProfessionalPrior = RapidPrior with { MaxFrames = 50 };

    private readonly Stopwatch _clock = Stopwatch.StartNew();

    public VoiceModel Train(IReadOnlyList<TrainingRecording> recordings, VoiceType type)
    {
        ReportProgress("listening", 0);
        var voice = baseVoices.Get(BaseVoiceName, ct);
        var speaker = new SpeechStatisticsCollector(
            voice.Clusters.Warp, maxCores,
            new SynchronousProgress(part => ReportProgress("listening", AnalysisShare * part))).Collect(recordings, ct);
        ReportProgress("adapting", AnalysisShare);
        var (meanHz, deviationHz) = speaker.F0();
        var reference = voice.ReferenceStatistics(meanHz, ct);
        var transform = new ClusterTransform(
            ClustergenAdaptation.Dynamics(speaker, reference),
            ClustergenAdaptation.Offsets(speaker, reference, type == VoiceType.Rapid ? RapidPrior : ProfessionalPrior));
        var prosody = new ProsodyTarget(meanHz, Math.Clamp(IntonationGain * deviationHz, 0.05 * meanHz, 0.25 * meanHz), 1);
        ReportProgress("trying", CalibrationStart);
        var (gain, lowFrequencyShare) = OutputCalibration.Measure(new ClustergenVoice(voice, transform, prosody), ct);
        var finish = new OutputStage(
            gain, Math.Clamp(0.6 * meanHz, 40, 70),
            (float)Math.Clamp(Math.Sqrt(speaker.LowFrequencyShare / Math.Max(lowFrequencyShare, 1e-12)), 0.003, 1));
        ReportProgress("done", 1);
        return new VoiceModel(
            type, DateTimeOffset.UtcNow, VoiceModel.NoConsent, finish, new ClustergenParameters(voice.Name, prosody, transform));
    }

    private void ReportProgress(string stage, double fraction)
    {
        var secondsLeft = fraction > 0.02 ? _clock.Elapsed.TotalSeconds * (1 - fraction) / fraction : (double?)null;
        progress?.Report(new TrainingProgress(stage, fraction, secondsLeft));
    }

    /// <summary>Reports on the thread that works; <see cref="Progress{T}"/> would post, and steps could overtake each other.</summary>
    private sealed class SynchronousProgress(Action<double> report) : IProgress<double>
    {
        public void Report(double value) => report(value);
    }
}
