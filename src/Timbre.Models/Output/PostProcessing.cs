using Timbre.Models.Nn;

namespace Timbre.Models.Output;

/// <summary>
/// What is done to samples at last: no more rumble than the speaker's recordings have, the level of all voices, no clipping.
/// </summary>
internal static class PostProcessing
{
    private const int FadeSamples = 80; // at both ends: phrases meet in silence, but even a step of hiss is heard
    private const float Knee = 0.85f; // louder samples are rounded off towards 1, never cut

    /// <summary>In place.</summary>
    public static void Apply(Span<float> samples, OutputStage outputStage)
    {
        LowFrequencyNoiseReduction.Reduce(samples, SpeechFormat.SampleRateHz, outputStage.CornerHz, outputStage.LowFrequencyGain);
        foreach (ref var sample in samples)
        {
            sample *= outputStage.Gain;
            var over = Math.Abs(sample) - Knee;
            if (over > 0)
                sample = Math.Sign(sample) * (Knee + (1 - Knee) * MathF.Tanh(over / (1 - Knee)));
        }

        Fade(samples);
    }

    /// <summary>Lets a stretch begin and end at 0, in place.</summary>
    public static void Fade(Span<float> samples)
    {
        for (var i = 0; i < Math.Min(FadeSamples, samples.Length / 2); i++)
        {
            samples[i] *= (float)i / FadeSamples;
            samples[^(i + 1)] *= (float)i / FadeSamples;
        }
    }
}
