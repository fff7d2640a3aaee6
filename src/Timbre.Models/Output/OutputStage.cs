namespace Timbre.Models.Output;

/// <summary>Post-processing of a voice's samples: gain and reduction of low-frequency noise.</summary>
/// <param name="Gain">Factor that makes all voices equally loud.</param>
/// <param name="CornerHz">Below it lies no voice.</param>
/// <param name="LowFrequencyGain">Amplitude that is left there, 0 to 1.</param>
internal readonly record struct OutputStage(float Gain, double CornerHz, float LowFrequencyGain);
