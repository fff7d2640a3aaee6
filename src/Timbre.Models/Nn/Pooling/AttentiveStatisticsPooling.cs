using System.Numerics;

namespace Timbre.Models.Nn.Pooling;

/// <summary>
/// mean[c] = Σₜ p[t, c] · x[t, c]; deviation[c] = √max(Σₜ p[t, c] · x[t, c]² - mean[c]², 1e-5), p[t, c] = e^a[t, c] / Σ over frames of
/// e^a[·, c]
/// </summary>
/// <remarks>
/// x, a: [frames, channels]; mean, deviation: [channels]. Each channel has attention weights of its own (Okabe 2018; Desplanques 2020).
/// </remarks>
internal static class AttentiveStatisticsPooling
{
    private const float MinVariance = 1e-5f;

    /// <summary>The layer; mean, deviation and a are written over.</summary>
    public static void Forward(ReadOnlySpan<float> x, Span<float> a, int frames, int channels, Span<float> mean, Span<float> deviation)
    {
        mean = mean[..channels];
        deviation = deviation[..channels];
        a[..channels].CopyTo(mean); // for now, the highest of a
        for (var t = 1; t < frames; t++)
        {
            for (var c = 0; c < channels; c++)
                mean[c] = Math.Max(mean[c], a[(t * channels) + c]);
        }

        Span<float> sums = channels <= 1024 ? stackalloc float[channels] : new float[channels];
        sums.Clear();
        deviation.Clear();
        for (var t = 0; t < frames; t++)
        {
            var attention = a.Slice(t * channels, channels);
            for (var c = 0; c < channels; c++)
                attention[c] -= mean[c];
            Exp(attention);
            VectorMath.Add(attention, sums);
        }

        mean.Clear();
        for (var t = 0; t < frames; t++)
        {
            var attention = a.Slice(t * channels, channels);
            var row = x.Slice(t * channels, channels);
            for (var c = 0; c < channels; c++)
                attention[c] /= sums[c];
            VectorMath.AddProduct(attention, row, mean);
        }

        // About the mean, and not of squares: in single precision the difference of two large numbers is none.
        for (var t = 0; t < frames; t++)
        {
            var attention = a.Slice(t * channels, channels);
            var row = x.Slice(t * channels, channels);
            for (var c = 0; c < channels; c++)
                deviation[c] += attention[c] * (row[c] - mean[c]) * (row[c] - mean[c]);
        }

        for (var c = 0; c < channels; c++)
            deviation[c] = MathF.Sqrt(Math.Max(deviation[c], MinVariance));
    }

    private static void Exp(Span<float> x)
    {
        var wide = VectorMath.Wide(x);
        foreach (ref var lanes in wide)
            lanes = Vector.Exp(lanes);
        foreach (ref var value in x[(wide.Length * Vector<float>.Count)..])
            value = MathF.Exp(value);
    }
}
