namespace Timbre.Audio.Measures.Perceptual.Alignment;

/// <summary>A stretch of the reference that one delay is given to.</summary>
/// <param name="StartStep">Where it begins, in steps of the padded reference.</param>
/// <param name="EndStep">The step behind its last.</param>
/// <param name="CoarseDelay">Delay by the envelopes, in samples.</param>
/// <param name="Delay">Delay by the waveforms, in samples: how much later the degraded recording says it.</param>
/// <param name="Confidence">Part of the frames that agree on it, 0 to 1.</param>
internal readonly record struct PesqUtterance(int StartStep, int EndStep, int CoarseDelay, int Delay, double Confidence);
