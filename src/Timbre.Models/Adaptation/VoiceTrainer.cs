using Timbre.Models.AverageVoice.Network;
using Timbre.Models.AverageVoice.Tuning;
using Timbre.Models.BaseVoices;

namespace Timbre.Models.Adaptation;

/// <summary>From recordings to a model: the average voice learns the speaker; where what is said cannot be understood, a base voice is bent.</summary>
/// <remarks>bench/results/voices.md holds both beside each other.</remarks>
internal sealed class VoiceTrainer(BaseVoiceShelf shelf, int maxCores, IProgress<TrainingProgress>? progress, ITrainingMemory? memory, CancellationToken ct)
{
    public VoiceModel Train(IReadOnlyList<TrainingRecording> recordings, VoiceType type)
    {
        var plan = type == VoiceType.Rapid ? TuningPlan.Rapid : TuningPlan.Professional;
        return new AverageTrainer(AverageFile.Embedded, maxCores, progress, memory, ct).TryTrain(recordings, type, plan)
            ?? new BentTrainer(shelf, maxCores, progress, ct).Train(recordings, type);
    }
}
