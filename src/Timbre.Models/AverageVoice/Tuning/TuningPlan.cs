namespace Timbre.Models.AverageVoice.Tuning;

/// <summary>How hard a voice learns from a speaker.</summary>
/// <param name="Passes">Times over all phrases.</param>
/// <param name="Rate">How far at most a number goes in a step, about.</param>
/// <param name="Contrast">How much of the spectra's lost spread is given back, 0 to 1.</param>
internal sealed record TuningPlan(int Passes, float Rate, double Contrast)
{
    /// <summary>From seconds of speech, in seconds.</summary>
    public static TuningPlan Rapid { get; } = new(10, 1e-3f, 1);

    /// <summary>From minutes of speech, in minutes; passes at most.</summary>
    public static TuningPlan Professional { get; } = new(12, 4e-4f, 0.7);
}
