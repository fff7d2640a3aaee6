using System.Numerics;

namespace Timbre.Models.Nn.Layers;

/// <summary>
/// y[t, c] = b[c] + Σₖ x[t + (k - K/2)·D, c] · w[k, c], what lies outside of x is 0: each channel has a filter of its own over time
/// </summary>
/// <remarks>x, y: [frames, channels], w: [K, channels], K odd, b: [channels], D the dilation, 1 where it is not given</remarks>
internal static class DepthwiseConvolution
{
    /// <summary>The layer; y is written over, and is not x.</summary>
    public static void Forward(
        ReadOnlySpan<float> x, ReadOnlySpan<float> w, ReadOnlySpan<float> b, int frames, int channels, int kernel, Span<float> y,
        int dilation = 1)
    {
        var pitch = dilation * channels;
        for (var t = 0; t < frames; t++)
        {
            var (first, end) = Inside(t, frames, kernel, dilation);
            var row = y.Slice(t * channels, channels);
            var under = x[((t + ((first - (kernel / 2)) * dilation)) * channels)..];
            var weights = w[(first * channels)..(end * channels)];
            var wide = VectorMath.Wide(row);
            for (var v = 0; v < wide.Length; v++)
            {
                var c = v * Vector<float>.Count;
                var sum = new Vector<float>(b[c..]);
                for (var (k, from) = (c, c); k < weights.Length; k += channels, from += pitch)
                    sum = Vector.FusedMultiplyAdd(new Vector<float>(under[from..]), new Vector<float>(weights[k..]), sum);
                wide[v] = sum;
            }

            for (var c = wide.Length * Vector<float>.Count; c < channels; c++)
            {
                row[c] = b[c];
                for (var (k, from) = (c, c); k < weights.Length; k += channels, from += pitch)
                    row[c] += under[from] * weights[k];
            }
        }
    }

    /// <summary>
    /// dx[t + (k - K/2)·D, c] = Σ dy[t, c] · w[k, c]; dw[k, c] += Σₜ dy[t, c] · x[t + (k - K/2)·D, c]; db[c] += Σₜ dy[t, c]
    /// </summary>
    public static void Backward(
        ReadOnlySpan<float> x, ReadOnlySpan<float> w, ReadOnlySpan<float> dy, int frames, int channels, int kernel, Span<float> dx,
        Span<float> dw, Span<float> db,
        int dilation = 1)
    {
        dx[..(frames * channels)].Clear();
        for (var t = 0; t < frames; t++)
        {
            var dyRow = dy.Slice(t * channels, channels);
            VectorMath.Add(dyRow, db);
            var (first, end) = Inside(t, frames, kernel, dilation);
            for (var k = first; k < end; k++)
            {
                var from = (t + ((k - (kernel / 2)) * dilation)) * channels;
                VectorMath.AddProduct(dyRow, w.Slice(k * channels, channels), dx.Slice(from, channels));
                VectorMath.AddProduct(dyRow, x.Slice(from, channels), dw.Slice(k * channels, channels));
            }
        }
    }

    /// <summary>The formula in double precision, as a reference for tests of <see cref="Forward"/>.</summary>
    public static void Reference(
        ReadOnlySpan<double> x, ReadOnlySpan<double> w, ReadOnlySpan<double> b, int frames, int channels, int kernel, Span<double> y,
        int dilation = 1)
    {
        for (var t = 0; t < frames; t++)
        {
            for (var c = 0; c < channels; c++)
            {
                var sum = b[c];
                for (var k = 0; k < kernel; k++)
                {
                    var from = t + ((k - (kernel / 2)) * dilation);
                    if (from >= 0 && from < frames)
                        sum += x[(from * channels) + c] * w[(k * channels) + c];
                }

                y[(t * channels) + c] = sum;
            }
        }
    }

    /// <summary>The taps of the filter that lie on a frame.</summary>
    private static (int First, int End) Inside(int t, int frames, int kernel, int dilation)
    {
        var (before, after) = (Math.Min(kernel / 2, t / dilation), Math.Min(kernel / 2, (frames - 1 - t) / dilation));
        return ((kernel / 2) - before, (kernel / 2) + after + 1);
    }
}
