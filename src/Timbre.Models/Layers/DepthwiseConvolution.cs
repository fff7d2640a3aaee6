using System.Numerics;

namespace Timbre.Models.Layers;

/// <summary>y[t, c] = b[c] + Σₖ x[t + k - K/2, c] · w[k, c], what lies outside of x is 0: each channel has a filter of its own over time</summary>
/// <remarks>x, y: [frames, channels], w: [K, channels], K odd, b: [channels]</remarks>
internal static class DepthwiseConvolution
{
    /// <summary>The layer; y is written over, and is not x.</summary>
    public static void Forward(ReadOnlySpan<float> x, ReadOnlySpan<float> w, ReadOnlySpan<float> b, int frames, int channels, int kernel, Span<float> y)
    {
        for (var t = 0; t < frames; t++)
        {
            var (first, end) = Inside(t, frames, kernel);
            var row = y.Slice(t * channels, channels);
            var under = x.Slice((t + first - (kernel / 2)) * channels, (end - first) * channels);
            var weights = w[(first * channels)..(end * channels)];
            var wide = Lanes.Wide(row);
            for (var v = 0; v < wide.Length; v++)
            {
                var c = v * Vector<float>.Count;
                var sum = new Vector<float>(b[c..]);
                for (var k = c; k < under.Length; k += channels)
                    sum = Vector.FusedMultiplyAdd(new Vector<float>(under[k..]), new Vector<float>(weights[k..]), sum);
                wide[v] = sum;
            }

            for (var c = wide.Length * Vector<float>.Count; c < channels; c++)
            {
                row[c] = b[c];
                for (var k = c; k < under.Length; k += channels)
                    row[c] += under[k] * weights[k];
            }
        }
    }

    /// <summary>dx[t + k - K/2, c] = Σ dy[t, c] · w[k, c]; dw[k, c] += Σₜ dy[t, c] · x[t + k - K/2, c]; db[c] += Σₜ dy[t, c]</summary>
    public static void Backward(
        ReadOnlySpan<float> x, ReadOnlySpan<float> w, ReadOnlySpan<float> dy, int frames, int channels, int kernel, Span<float> dx, Span<float> dw, Span<float> db)
    {
        dx[..(frames * channels)].Clear();
        for (var t = 0; t < frames; t++)
        {
            var slopes = dy.Slice(t * channels, channels);
            Lanes.Add(slopes, db);
            var (first, end) = Inside(t, frames, kernel);
            for (var k = first; k < end; k++)
            {
                var from = (t + k - (kernel / 2)) * channels;
                Lanes.AddProduct(slopes, w.Slice(k * channels, channels), dx.Slice(from, channels));
                Lanes.AddProduct(slopes, x.Slice(from, channels), dw.Slice(k * channels, channels));
            }
        }
    }

    /// <summary>What <see cref="Forward"/> is held against: the formula, in double precision.</summary>
    public static void Reference(ReadOnlySpan<double> x, ReadOnlySpan<double> w, ReadOnlySpan<double> b, int frames, int channels, int kernel, Span<double> y)
    {
        for (var t = 0; t < frames; t++)
        {
            for (var c = 0; c < channels; c++)
            {
                var sum = b[c];
                for (var k = 0; k < kernel; k++)
                {
                    var from = t + k - (kernel / 2);
                    if (from >= 0 && from < frames)
                        sum += x[(from * channels) + c] * w[(k * channels) + c];
                }

                y[(t * channels) + c] = sum;
            }
        }
    }

    /// <summary>The taps of the filter that lie on a frame.</summary>
    private static (int First, int End) Inside(int t, int frames, int kernel) => (Math.Max(0, (kernel / 2) - t), Math.Min(kernel, frames + (kernel / 2) - t));
}
