using Timbre.Models.AcousticModel.FineTuning;

namespace Timbre.Models.Voices.Training;

/// <summary>Progress of a training.</summary>
/// <param name="Stage">A short word for what is being done, e.g. <c>aligning</c>.</param>
/// <param name="Fraction">0 to 1 of the whole training.</param>
/// <param name="SecondsLeft">An estimate, or null when there is none yet.</param>
public sealed record TrainingProgress(string Stage, double Fraction, double? SecondsLeft)
{
    /// <summary>Losses of a long training after each epoch so far; empty for others.</summary>
    public IReadOnlyList<TrainingPoint> Curve { get; init; } = [];
}
