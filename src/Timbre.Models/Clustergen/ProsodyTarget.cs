namespace Timbre.Models.Clustergen;

/// <summary>Target prosody of a base voice.</summary>
/// <param name="MeanHz">Mean of F0.</param>
/// <param name="DeviationHz">What one deviation of the base voice's F0 becomes.</param>
/// <param name="DurationScale">Factor on all durations; above 1 is slower.</param>
internal readonly record struct ProsodyTarget(double MeanHz, double DeviationHz, double DurationScale);
