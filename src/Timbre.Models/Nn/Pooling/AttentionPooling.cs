namespace Timbre.Models.Nn.Pooling;

/// <summary>
/// y[h, c] = Σₜ p[t, h] · x[t, c], p[t, h] = e^a[t, h] / Σ over frames of e^a[·, h]: means over time, weighted by attention
/// </summary>
/// <remarks>x: [frames, channels], a, p: [frames, heads], y: [heads, channels]</remarks>
internal static class AttentionPooling
{
    /// <summary>The layer; y and p are written over, p may be a.</summary>
    public static void Forward(
        ReadOnlySpan<float> x, ReadOnlySpan<float> a, int frames, int channels, int heads, Span<float> p, Span<float> y)
    {
        for (var h = 0; h < heads; h++)
        {
            var (max, sum) = (float.NegativeInfinity, 0f);
            for (var t = 0; t < frames; t++)
                max = Math.Max(max, a[(t * heads) + h]);
            for (var t = 0; t < frames; t++)
                sum += p[(t * heads) + h] = MathF.Exp(a[(t * heads) + h] - max);

            var pooled = y.Slice(h * channels, channels);
            pooled.Clear();
            for (var t = 0; t < frames; t++)
            {
                p[(t * heads) + h] /= sum;
                VectorMath.AddScaled(x.Slice(t * channels, channels), p[(t * heads) + h], pooled);
            }
        }
    }

    /// <summary>dx[t, c] = Σₕ p[t, h] · dy[h, c]; da = p · (dp - Σₜ p · dp), dp[t, h] = Σ_c dy[h, c] · x[t, c]</summary>
    public static void Backward(
        ReadOnlySpan<float> x, ReadOnlySpan<float> p, ReadOnlySpan<float> dy, int frames, int channels, int heads, Span<float> dx,
        Span<float> da)
    {
        dx[..(frames * channels)].Clear();
        for (var h = 0; h < heads; h++)
        {
            var dyRow = dy.Slice(h * channels, channels);
            var mean = 0f;
            for (var t = 0; t < frames; t++)
            {
                var at = (t * heads) + h;
                da[at] = VectorMath.Dot(dyRow, x.Slice(t * channels, channels));
                mean += p[at] * da[at];
                VectorMath.AddScaled(dyRow, p[at], dx.Slice(t * channels, channels));
            }

            for (var t = 0; t < frames; t++)
                da[(t * heads) + h] = p[(t * heads) + h] * (da[(t * heads) + h] - mean);
        }
    }

    /// <summary>The formula in double precision, as a reference for tests of <see cref="Forward"/>.</summary>
    public static void Reference(ReadOnlySpan<double> x, ReadOnlySpan<double> a, int frames, int channels, int heads, Span<double> y)
    {
        for (var h = 0; h < heads; h++)
        {
            var sum = 0.0;
            for (var t = 0; t < frames; t++)
                sum += Math.Exp(a[(t * heads) + h]);
            for (var c = 0; c < channels; c++)
            {
                y[(h * channels) + c] = 0;
                for (var t = 0; t < frames; t++)
                    y[(h * channels) + c] += Math.Exp(a[(t * heads) + h]) / sum * x[(t * channels) + c];
            }
        }
    }
}
