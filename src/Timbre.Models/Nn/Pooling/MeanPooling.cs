namespace Timbre.Models.Nn.Pooling;

/// <summary>y[c] = Σₜ x[t, c] / T: what a sound is like on the whole</summary>
/// <remarks>x: [frames, channels], y: [channels]</remarks>
internal static class MeanPooling
{
    /// <summary>The layer; y is written over.</summary>
    public static void Forward(ReadOnlySpan<float> x, int frames, int channels, Span<float> y)
    {
        y[..channels].Clear();
        for (var t = 0; t < frames; t++)
            VectorMath.AddScaled(x.Slice(t * channels, channels), 1f / frames, y);
    }

    /// <summary>dx[t, c] = dy[c] / T</summary>
    public static void Backward(ReadOnlySpan<float> dy, int frames, int channels, Span<float> dx)
    {
        dx[..(frames * channels)].Clear();
        for (var t = 0; t < frames; t++)
            VectorMath.AddScaled(dy[..channels], 1f / frames, dx[(t * channels)..]);
    }

    /// <summary>The formula in double precision, as a reference for tests of <see cref="Forward"/>.</summary>
    public static void Reference(ReadOnlySpan<double> x, int frames, int channels, Span<double> y)
    {
        for (var c = 0; c < channels; c++)
        {
            y[c] = 0;
            for (var t = 0; t < frames; t++)
                y[c] += x[(t * channels) + c] / frames;
        }
    }
}
