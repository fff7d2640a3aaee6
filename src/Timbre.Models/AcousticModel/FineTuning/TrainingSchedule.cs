namespace Timbre.Models.AcousticModel.FineTuning;

/// <summary>Hyperparameters of fine-tuning.</summary>
/// <param name="Epochs">Times over all phrases.</param>
/// <param name="LearningRate">How far at most a number goes in a step, about.</param>
/// <param name="GlobalVarianceExponent">How much of the spectra's lost spread is given back, 0 to 1.</param>
internal sealed record TrainingSchedule(int Epochs, float LearningRate, double GlobalVarianceExponent)
{
    /// <summary>From seconds of speech, in seconds.</summary>
    public static TrainingSchedule Rapid { get; } = new(10, 1e-3f, 1);

    /// <summary>From minutes of speech, in minutes; the maximum number of epochs.</summary>
    public static TrainingSchedule Professional { get; } = new(12, 4e-4f, 0.7);
}
