namespace Timbre.Models.Nn.Layers;

/// <summary>y[t, o] = b[o] + Σ over k, i of x[t + (k - 1)·D, i] · w[o, k, i], k = 0, 1, 2, what lies outside of x is 0</summary>
/// <remarks>
/// x: [frames, channels], w: [channels, 3, channels], b: [channels], y: [frames, channels]; D the dilation. Some frames at a time are
/// gathered, then it is a linear layer.
/// </remarks>
internal static class DilatedConvolution
{
    /// <summary>Frames under the kernel.</summary>
    public const int Kernel = 3;

    private const int BlockFrames = 32;

    /// <summary>Length of the scratch space that <see cref="Forward"/> needs.</summary>
    public static int Scratch(int channels) => BlockFrames * Kernel * channels;

    /// <summary>The layer; y is written over and is not x.</summary>
    public static void Forward(
        ReadOnlySpan<float> x, ReadOnlySpan<float> w, ReadOnlySpan<float> b, int frames, int channels, int dilation, Span<float> y,
        Span<float> scratch)
    {
        for (var first = 0; first < frames; first += BlockFrames)
        {
            var count = Math.Min(BlockFrames, frames - first);
            for (var t = 0; t < count; t++)
            {
                for (var k = 0; k < Kernel; k++)
                {
                    var from = first + t + ((k - 1) * dilation);
                    var patch = scratch.Slice(((t * Kernel) + k) * channels, channels);
                    if (from >= 0 && from < frames)
                        x.Slice(from * channels, channels).CopyTo(patch);
                    else
                        patch.Clear();
                }
            }

            Linear.Forward(scratch, w, b, count, Kernel * channels, channels, y[(first * channels)..]);
        }
    }

    /// <summary>The formula in double precision, as a reference for tests of <see cref="Forward"/>.</summary>
    public static void Reference(
        ReadOnlySpan<double> x, ReadOnlySpan<double> w, ReadOnlySpan<double> b, int frames, int channels, int dilation, Span<double> y)
    {
        for (var t = 0; t < frames; t++)
        {
            for (var o = 0; o < channels; o++)
            {
                var sum = b[o];
                for (var k = 0; k < Kernel; k++)
                {
                    var from = t + ((k - 1) * dilation);
                    for (var i = 0; i < channels && from >= 0 && from < frames; i++)
                        sum += x[(from * channels) + i] * w[(((o * Kernel) + k) * channels) + i];
                }

                y[(t * channels) + o] = sum;
            }
        }
    }
}
