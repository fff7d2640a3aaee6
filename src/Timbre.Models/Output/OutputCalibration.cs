using Timbre.Models.Utterances;

namespace Timbre.Models.Output;

/// <summary>All voices speak equally loud: the mean power of their speech, pauses left out, is the same.</summary>
internal static class OutputCalibration
{
    private const double TargetDb = -23; // mean power of speech re full scale, pauses left out; EBU R 128 asks for as much of a programme
    private const float GateLevel = 0.01f; // quieter frames are pauses
    private const int FrameSamples = 320;

    /// <summary>Measures the gain of a voice's output, and the share of low-frequency noise in its power.</summary>
    public static (float Gain, double LowFrequencyShare) Measure(IPhraseVoice voice, CancellationToken ct)
    {
        var (power, count) = (0.0, 0);
        var (low, all) = (0.0, 1e-12);
        foreach (var (sound, _) in new CalibrationSynthesis(voice).Synthesize(CalibrationText.Sentences.Take(3)))
        {
            ct.ThrowIfCancellationRequested();
            var lowFrequencyPower = LowFrequencyNoiseReduction.Measure(sound);
            (low, all) = (low + lowFrequencyPower.Low, all + lowFrequencyPower.All);
            var samples = sound.Samples;
            for (var at = 0; at + FrameSamples <= samples.Length; at += FrameSamples)
            {
                var frame = Power(samples.AsSpan(at, FrameSamples));
                if (frame > GateLevel * GateLevel)
                    (power, count) = (power + frame, count + 1);
            }
        }

        return (count == 0 ? 1 : (float)Math.Sqrt(Math.Pow(10, TargetDb / 10) / (power / count)), low / all);
    }

    private static double Power(ReadOnlySpan<float> samples)
    {
        var sum = 0.0;
        foreach (var sample in samples)
            sum += sample * sample;
        return sum / samples.Length;
    }
}
