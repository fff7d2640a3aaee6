namespace Timbre.Models.BaseVoices;

/// <summary>How a base voice shall intone.</summary>
/// <param name="MeanHz">Mean of F0.</param>
/// <param name="DeviationHz">What one deviation of the base voice's F0 becomes.</param>
/// <param name="Stretch">Factor on all durations; above 1 is slower.</param>
internal readonly record struct Prosody(double MeanHz, double DeviationHz, double Stretch);
