using System.Diagnostics;
using Timbre.Models.AcousticModel.Network;

namespace Timbre.Models.AcousticModel.FineTuning;

/// <summary>Trains on minutes of speech for as long as the validation loss improves.</summary>
/// <remarks>
/// It begins with the rapid voice. After an epoch without an improvement it restores the best state and halves the learning rate; after two
/// of
/// them it ends.
/// </remarks>
/// <param name="training">Training phrases.</param>
/// <param name="validation">Validation phrases, on which it is not trained.</param>
/// <param name="maxCores">Threads at once.</param>
/// <param name="checkpointStore">Where it is kept every half a minute, or null.</param>
internal sealed class EarlyStoppingTrainer(
    IReadOnlyList<PhraseTargets> training, IReadOnlyList<PhraseTargets> validation, int maxCores, ICheckpointStore? checkpointStore)
{
    private const int Patience = 2;

    private readonly FineTuningCheckpoints _checkpoints = new(checkpointStore, FineTuningCheckpoints.Fingerprint(training, validation));

    /// <summary>Minimum time between two checkpoints.</summary>
    public TimeSpan CheckpointInterval { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The best state of all epochs.</summary>
    /// <param name="rapid">Makes the voice that it begins with, if nothing was kept.</param>
    /// <param name="schedule">The maximum number of epochs, and the initial learning rate.</param>
    /// <param name="report">Told after every step how far it is, 0 to 1, and what was found so far.</param>
    public FineTuningState Train(
        Func<AcousticModelNetwork> rapid, TrainingSchedule schedule, Action<double, IReadOnlyList<TrainingPoint>> report,
        CancellationToken ct)
    {
        var state = _checkpoints.Read() ?? Begin(rapid(), schedule.LearningRate);
        var trainer = new Trainer(state.Current, state.Adam, maxCores);
        var sinceCheckpoint = Stopwatch.StartNew();
        while (state.Epoch < schedule.Epochs && state.EpochsWithoutGain < Patience)
        {
            var steps = ShuffledOrder(state.Epoch).Chunk(Trainer.BatchSize).ToArray();
            for (; state.Step < steps.Length; state.Step++)
            {
                ct.ThrowIfCancellationRequested();
                if (sinceCheckpoint.Elapsed >= CheckpointInterval)
                {
                    _checkpoints.Save(state);
                    sinceCheckpoint.Restart();
                }

                state.EpochLoss += trainer.Step([.. steps[state.Step].Select(i => training[i])], state.LearningRate, ct)
                    * steps[state.Step].Length / training.Count;
                report((state.Epoch + ((state.Step + 1.0) / steps.Length)) / schedule.Epochs, state.Curve);
            }

            state.EndEpoch(trainer.Evaluate(validation).Total);
        }

        return state;
    }

    private FineTuningState Begin(AcousticModelNetwork rapid, float learningRate)
    {
        var trainer = new Trainer(rapid, maxCores);
        return new FineTuningState(rapid, learningRate, trainer.Evaluate(training).Total, trainer.Evaluate(validation).Total);
    }

    /// <summary>Another order for each epoch, the same in every run.</summary>
    private int[] ShuffledOrder(int epoch)
    {
        var order = Enumerable.Range(0, training.Count).ToArray();
        new Random(epoch + 1).Shuffle(order);
        return order;
    }
}
