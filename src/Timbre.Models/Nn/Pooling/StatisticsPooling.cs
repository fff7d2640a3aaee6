namespace Timbre.Models.Nn.Pooling;

/// <summary>
/// mean[c] = Σₜ x[t, c] / T; deviation[c] = √(Σₜ (x[t, c] - mean[c])² / T + ε): what of a sound of any length does not depend on when
/// </summary>
/// <remarks>
/// x: [frames, channels]; mean, deviation: [channels]. Both are spoken of as one in speaker recognition ("statistics pooling", Snyder
/// 2018).
/// </remarks>
internal static class StatisticsPooling
{
    /// <summary>ε, which keeps the gradient of a constant finite.</summary>
    public const float Epsilon = 1e-5f;

    /// <summary>The layer; mean and deviation are written over.</summary>
    public static void Forward(ReadOnlySpan<float> x, int frames, int channels, Span<float> mean, Span<float> deviation)
    {
        MeanPooling.Forward(x, frames, channels, mean);
        deviation[..channels].Clear();
        for (var t = 0; t < frames; t++)
        {
            for (var c = 0; c < channels; c++)
            {
                var distance = x[(t * channels) + c] - mean[c];
                deviation[c] += distance * distance;
            }
        }

        for (var c = 0; c < channels; c++)
            deviation[c] = MathF.Sqrt((deviation[c] / frames) + Epsilon);
    }

    /// <summary>
    /// dx[t, c] = (dmean[c] + ddeviation[c] · (x[t, c] - mean[c]) / deviation[c]) / T; the gradient through the mean within the deviation
    /// is 0
    /// </summary>
    public static void Backward(
        ReadOnlySpan<float> x, ReadOnlySpan<float> mean, ReadOnlySpan<float> deviation, ReadOnlySpan<float> dmean,
        ReadOnlySpan<float> ddeviation,
        int frames, int channels, Span<float> dx)
    {
        for (var t = 0; t < frames; t++)
        {
            for (var c = 0; c < channels; c++)
                dx[(t * channels) + c] = (dmean[c] + (ddeviation[c] * (x[(t * channels) + c] - mean[c]) / deviation[c])) / frames;
        }
    }

    /// <summary>The formula in double precision, as a reference for tests of <see cref="Forward"/>.</summary>
    public static void Reference(ReadOnlySpan<double> x, int frames, int channels, Span<double> mean, Span<double> deviation)
    {
        for (var c = 0; c < channels; c++)
        {
            mean[c] = 0;
            for (var t = 0; t < frames; t++)
                mean[c] += x[(t * channels) + c] / frames;
            var variance = 0.0;
            for (var t = 0; t < frames; t++)
                variance += Math.Pow(x[(t * channels) + c] - mean[c], 2) / frames;
            deviation[c] = Math.Sqrt(variance + Epsilon);
        }
    }
}
