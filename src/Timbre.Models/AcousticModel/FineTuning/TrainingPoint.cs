namespace Timbre.Models.AcousticModel.FineTuning;

/// <summary>Losses of a long training after an epoch.</summary>
/// <param name="Epoch">0 is the rapid voice that it begins with.</param>
/// <param name="TrainingLoss">Mean loss over the training phrases during the epoch.</param>
/// <param name="ValidationLoss">Mean loss over the validation phrases after the epoch.</param>
public readonly record struct TrainingPoint(int Epoch, double TrainingLoss, double ValidationLoss);
