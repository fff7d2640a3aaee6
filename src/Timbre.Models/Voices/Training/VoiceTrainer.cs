using Timbre.Models.AcousticModel.FineTuning;
using Timbre.Models.AcousticModel.Network;
using Timbre.Models.Clustergen;
using Timbre.Models.SpeakerEncoder;

namespace Timbre.Models.Voices.Training;

/// <summary>Trains a voice: fine-tunes the acoustic model, or adapts a base voice if hardly a word is recognised.</summary>
/// <remarks>bench/results/voices.md holds both beside each other.</remarks>
internal sealed class VoiceTrainer(
    AcousticModelWeights averageVoice, Encoder encoder, BaseVoiceCache baseVoices, int maxCores, IProgress<TrainingProgress>? progress,
    ICheckpointStore? checkpointStore, CancellationToken ct)
{
    public VoiceModel Train(IReadOnlyList<TrainingRecording> recordings, VoiceType type)
    {
        var plan = type == VoiceType.Rapid ? TrainingSchedule.Rapid : TrainingSchedule.Professional;
        var monotonic = new MonotonicProgress(progress);
        return new AcousticModelTrainer(
            averageVoice, encoder, type, maxCores, monotonic, checkpointStore, ct).TryTrain(recordings, plan)
            ?? new ClustergenTrainer(baseVoices, maxCores, monotonic, ct).Train(recordings, type);
    }

    /// <summary>Suppresses fractions below the last one reported: the fallback trainer begins at 0 again.</summary>
    private sealed class MonotonicProgress(IProgress<TrainingProgress>? progress) : IProgress<TrainingProgress>
    {
        private double _fraction;

        public void Report(TrainingProgress value)
        {
            if (value.Fraction < _fraction)
                return;
            _fraction = value.Fraction;
            progress?.Report(value);
        }
    }
}
