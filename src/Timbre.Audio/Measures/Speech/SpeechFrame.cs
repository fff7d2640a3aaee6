namespace Timbre.Audio.Measures.Speech;

/// <summary>Features of one 40 ms frame for voice activity detection.</summary>
/// <param name="LevelDb">Power between 80 and 7000 Hz, dB re full scale.</param>
/// <param name="Periodicity">Height of the autocorrelation's best peak, 0 to 1.</param>
/// <param name="F0Hz">Where that peak is; 0 when there is none.</param>
/// <param name="FluxDb">Change of the spectrum's shape against 80 ms before, dB (root mean square over bands); not a number in the first 80
/// ms.</param>
/// <param name="LowShare">Part of that power that lies below 130 Hz, 0 to 1.</param>
internal readonly record struct SpeechFrame(float LevelDb, float Periodicity, float F0Hz, float FluxDb, float LowShare);
