namespace Timbre.Models.AcousticModel.FineTuning;

/// <summary>Losses of a long training after an epoch.</summary>
/// <param name="Epoch">0 is the rapid voice that it begins with.</param>
/// <param name="TrainingLoss">Mean loss on the way, over what is learnt from.</param>
/// <param name="ValidationLoss">Mean loss after it, over recordings that are not learnt from.</param>
public readonly record struct TrainingPoint(int Epoch, double TrainingLoss, double ValidationLoss);
