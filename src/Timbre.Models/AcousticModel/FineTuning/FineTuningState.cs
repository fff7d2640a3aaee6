using Timbre.Models.AcousticModel.Network;
using Timbre.Models.Nn;

namespace Timbre.Models.AcousticModel.FineTuning;

/// <summary>State of a long fine-tuning.</summary>
internal sealed class FineTuningState
{
    /// <summary>The state before the first epoch.</summary>
    /// <param name="rapid">What it begins with.</param>
    /// <param name="learningRate">Learning rate.</param>
    /// <param name="trainingLoss">Loss of the rapid voice over the training phrases.</param>
    /// <param name="validationLoss">Loss of the rapid voice over the validation phrases.</param>
    public FineTuningState(AcousticModelNetwork rapid, float learningRate, double trainingLoss, double validationLoss)
    {
        (Best, Current, LearningRate,
            BestValidationLoss) = (rapid, rapid.Map(parameters => (float[])parameters.Clone()), learningRate, validationLoss);
        Adam = new Adam(Current.Parameters);
        Curve = [new TrainingPoint(0, trainingLoss, validationLoss)];
    }

    /// <summary>The state of a checkpoint.</summary>
    public FineTuningState(AcousticModelNetwork best, AcousticModelNetwork current, IEnumerable<TrainingPoint> curve)
    {
        (Best, Current) = (best, current);
        Adam = new Adam(current.Parameters);
        Curve = [.. curve];
    }

    /// <summary>The network with the best validation loss so far, with arrays of its own.</summary>
    public AcousticModelNetwork Best { get; }

    /// <summary>The network in training.</summary>
    public AcousticModelNetwork Current { get; }

    public Adam Adam { get; }

    public float LearningRate { get; set; }

    /// <summary>Epochs done.</summary>
    public int Epoch { get; set; }

    /// <summary>Steps done in the next epoch.</summary>
    public int Step { get; set; }

    /// <summary>Their share of the mean loss of the epoch.</summary>
    public double EpochLoss { get; set; }

    /// <summary>Epochs without an improvement of the validation loss.</summary>
    public int EpochsWithoutGain { get; set; }

    public double BestValidationLoss { get; set; }

    /// <summary>
    /// A point for each epoch, the rapid voice first; a new list after each epoch, since readers keep it.
    /// </summary>
    public IReadOnlyList<TrainingPoint> Curve { get; private set; }

    /// <summary>True if no epoch improved the validation loss of the rapid voice.</summary>
    public bool IsRapidBest => BestValidationLoss >= Curve[0].ValidationLoss;

    /// <summary>Ends an epoch: the network becomes the best one, or is reset to the best one with half the learning rate.</summary>
    public void EndEpoch(double validationLoss)
    {
        Curve = [.. Curve, new TrainingPoint(++Epoch, EpochLoss, validationLoss)];
        (Step, EpochLoss) = (0, 0);
        var isBetter = validationLoss < BestValidationLoss;
        foreach (var (best, current) in Best.Parameters.Zip(Current.Parameters))
            (isBetter ? current : best).CopyTo(isBetter ? best : current, 0);
        if (isBetter)
        {
            BestValidationLoss = validationLoss;
            return;
        }

        LearningRate /= 2;
        EpochsWithoutGain++;
    }
}
