namespace Timbre.Models.Output;

/// <summary>
/// What is done to the samples of a phrase at last, some at a time: no more rumble than the speaker's recordings have, the level of all
/// voices, no clipping, a fade at both ends.
/// </summary>
/// <param name="outputStage">Of the voice.</param>
/// <param name="rateHz">Of the voice.</param>
/// <param name="total">Samples of the phrase.</param>
internal sealed class PostProcessing(OutputStage outputStage, int rateHz, int total)
{
    private const int FadeSamples = 80; // at both ends: phrases meet in silence, but even a step of hiss is heard
    private const float Knee = 0.85f; // louder samples are rounded off towards 1, never cut

    private readonly LowFrequencyNoiseReduction _noiseReduction = new(rateHz, outputStage.CornerHz, outputStage.LowFrequencyGain);
    private int _done;

    /// <summary>Further samples of the phrase, in place.</summary>
    public void Apply(Span<float> samples)
    {
        _noiseReduction.Reduce(samples);
        foreach (ref var sample in samples)
        {
            sample *= outputStage.Gain;
            var over = Math.Abs(sample) - Knee;
            if (over > 0)
                sample = Math.Sign(sample) * (Knee + (1 - Knee) * MathF.Tanh(over / (1 - Knee)));
        }

        Fade(samples, _done, total);
        _done += samples.Length;
    }

    /// <summary>Lets a sound begin and end at 0, in place.</summary>
    public static void Fade(Span<float> samples) => Fade(samples, 0, samples.Length);

    /// <summary>The same for a part of a sound.</summary>
    /// <param name="samples">The part.</param>
    /// <param name="first">Where in the sound it begins.</param>
    /// <param name="total">Samples of the sound.</param>
    public static void Fade(Span<float> samples, int first, int total)
    {
        var length = Math.Min(FadeSamples, total / 2);
        for (var i = first; i < Math.Min(length, first + samples.Length); i++)
            samples[i - first] *= (float)i / FadeSamples;
        for (var i = Math.Max(first, total - length); i < first + samples.Length; i++)
            samples[i - first] *= (float)(total - 1 - i) / FadeSamples;
    }
}
