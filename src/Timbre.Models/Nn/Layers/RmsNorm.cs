using System.Numerics;

namespace Timbre.Models.Nn.Layers;

/// <summary>y[r, c] = g[c] · x[r, c] · s[r], s[r] = 1 / √(Σ x[r, c]² / C + ε): each row at one power</summary>
/// <remarks>x, y: [rows, channels], g: [channels]. Zhang, Sennrich, "Root Mean Square Layer Normalization" (2019).</remarks>
internal static class RmsNorm
{
    /// <summary>ε, which keeps silence silent.</summary>
    public const float Epsilon = 1e-6f;

    /// <summary>The layer; y is written over, and may be x.</summary>
    public static void Forward(ReadOnlySpan<float> x, ReadOnlySpan<float> g, int rows, int channels, Span<float> y)
    {
        for (var r = 0; r < rows; r++)
        {
            var from = x.Slice(r * channels, channels);
            var to = y.Slice(r * channels, channels);
            var scale = Scale(from);
            var wideX = VectorMath.Wide(from);
            var wideG = VectorMath.Wide(g[..channels]);
            var wideY = VectorMath.Wide(to);
            for (var v = 0; v < wideX.Length; v++)
                wideY[v] = wideX[v] * scale * wideG[v];
            for (var c = wideX.Length * Vector<float>.Count; c < channels; c++)
                to[c] = from[c] * scale * g[c];
        }
    }

    /// <summary>dx = s·g·dy - x · s³/C · Σ dy·g·x along each row; dg[c] += Σ over rows of dy·x·s</summary>
    public static void Backward(
        ReadOnlySpan<float> x, ReadOnlySpan<float> g, ReadOnlySpan<float> dy, int rows, int channels, Span<float> dx, Span<float> dg)
    {
        for (var r = 0; r < rows; r++)
        {
            var from = x.Slice(r * channels, channels);
            var dyRow = dy.Slice(r * channels, channels);
            var to = dx.Slice(r * channels, channels);
            var scale = Scale(from);
            var pull = 0f;
            for (var c = 0; c < channels; c++)
            {
                pull += dyRow[c] * g[c] * from[c];
                dg[c] += dyRow[c] * from[c] * scale;
            }

            pull *= scale * scale * scale / channels;
            for (var c = 0; c < channels; c++)
                to[c] = (scale * g[c] * dyRow[c]) - (from[c] * pull);
        }
    }

    /// <summary>The formula in double precision, as a reference for tests of <see cref="Forward"/>.</summary>
    public static void Reference(ReadOnlySpan<double> x, ReadOnlySpan<double> g, int rows, int channels, Span<double> y)
    {
        for (var r = 0; r < rows; r++)
        {
            var power = 0.0;
            for (var c = 0; c < channels; c++)
                power += x[(r * channels) + c] * x[(r * channels) + c] / channels;
            for (var c = 0; c < channels; c++)
                y[(r * channels) + c] = g[c] * x[(r * channels) + c] / Math.Sqrt(power + Epsilon);
        }
    }

    private static float Scale(ReadOnlySpan<float> row) => 1 / MathF.Sqrt((VectorMath.Dot(row, row) / row.Length) + Epsilon);
}
