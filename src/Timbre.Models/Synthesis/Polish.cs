using Timbre.Models.Adaptation;

namespace Timbre.Models.Synthesis;

/// <summary>What is done to samples at last: no more rumble than the speaker's recordings have, the level of all voices, no clipping.</summary>
internal static class Polish
{
    private const int FadeSamples = 80; // at both ends: phrases meet in silence, but even a step of hiss is heard
    private const float Knee = 0.85f; // louder samples are rounded off towards 1, never cut

    /// <summary>In place.</summary>
    public static void Apply(Span<float> samples, Finish finish)
    {
        Rumble.Reduce(samples, VoiceEngine.SpeechRateHz, finish.CornerHz, finish.RumbleLeft);
        foreach (ref var sample in samples)
        {
            sample *= finish.Gain;
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

    /// <summary>The same along the pauses at both ends, on half waves of a cosine: the hiss of a room goes away instead of being cut off.</summary>
    /// <param name="samples">In place.</param>
    /// <param name="before">Samples of pause at the beginning.</param>
    /// <param name="behind">Samples of pause at the end.</param>
    public static void Ease(Span<float> samples, int before, int behind)
    {
        (before, behind) = (Pause(before, samples), Pause(behind, samples));
        for (var i = 0; i < before; i++)
            samples[i] *= Rise(i, before);
        for (var i = 0; i < behind; i++)
            samples[^(i + 1)] *= Rise(i, behind);
    }

    private static int Pause(int wanted, ReadOnlySpan<float> samples) => Math.Min(Math.Max(wanted, FadeSamples), samples.Length / 2);

    private static float Rise(int sample, int samples) => 0.5f - (0.5f * MathF.Cos(MathF.PI * sample / samples));
}
