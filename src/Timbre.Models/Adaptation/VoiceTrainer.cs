using Timbre.Models.AverageVoice.Network;
using Timbre.Models.AverageVoice.Tuning;
using Timbre.Models.BaseVoices;

namespace Timbre.Models.Adaptation;

/// <summary>From recordings to a model: the average voice learns the speaker; where hardly a word is heard, a base voice is bent.</summary>
/// <remarks>bench/results/voices.md holds both beside each other.</remarks>
internal sealed class VoiceTrainer(BaseVoiceShelf shelf, int maxCores, IProgress<TrainingProgress>? progress, ITrainingMemory? memory, CancellationToken ct)
{
    public VoiceModel Train(IReadOnlyList<TrainingRecording> recordings, VoiceType type)
    {
        var plan = type == VoiceType.Rapid ? TuningPlan.Rapid : TuningPlan.Professional;
        var told = new Forward(progress);
        return new AverageTrainer(AverageFile.Embedded, type, maxCores, told, memory, ct).TryTrain(recordings, plan)
            ?? new BentTrainer(shelf, maxCores, told, ct).Train(recordings, type);
    }

    /// <summary>Tells no fraction that lies behind one told before: the second way begins anew.</summary>
    private sealed class Forward(IProgress<TrainingProgress>? progress) : IProgress<TrainingProgress>
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
