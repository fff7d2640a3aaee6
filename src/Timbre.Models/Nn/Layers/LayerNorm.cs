using System.Numerics;

namespace Timbre.Models.Nn.Layers;

/// <summary>y[r, c] = g[c] · (x[r, c] - m[r]) / √(v[r] + ε) + b[c], m and v the mean and the variance of each row</summary>
/// <remarks>x, y: [rows, channels], g, b: [channels], whole vectors of channels. Ba, Kiros, Hinton, "Layer Normalization" (2016).</remarks>
internal static class LayerNorm
{
    /// <summary>ε, as PyTorch has it.</summary>
    public const float Epsilon = 1e-5f;

    /// <summary>In place.</summary>
    public static void Forward(Span<float> x, ReadOnlySpan<float> g, ReadOnlySpan<float> b, int rows, int channels)
    {
        for (var r = 0; r < rows; r++)
        {
            var row = x.Slice(r * channels, channels);
            var mean = Sum(row) / channels;
            foreach (ref var value in row)
                value -= mean;
            var scale = 1 / MathF.Sqrt((VectorMath.Dot(row, row) / channels) + Epsilon);
            Span<Vector<float>> wide = VectorMath.Wide(row);
            ReadOnlySpan<Vector<float>> wideG = VectorMath.Wide(g[..channels]), wideB = VectorMath.Wide(b[..channels]);
            for (var v = 0; v < wide.Length; v++)
                wide[v] = (wide[v] * scale * wideG[v]) + wideB[v];
            for (var c = wide.Length * Vector<float>.Count; c < channels; c++)
                row[c] = (row[c] * scale * g[c]) + b[c];
        }
    }

    /// <summary>The formula in double precision, as a reference for tests of <see cref="Forward"/>.</summary>
    public static void Reference(
        ReadOnlySpan<double> x, ReadOnlySpan<double> g, ReadOnlySpan<double> b, int rows, int channels, Span<double> y)
    {
        for (var r = 0; r < rows; r++)
        {
            double mean = 0, variance = 0;
            for (var c = 0; c < channels; c++)
                mean += x[(r * channels) + c] / channels;
            for (var c = 0; c < channels; c++)
                variance += Math.Pow(x[(r * channels) + c] - mean, 2) / channels;
            for (var c = 0; c < channels; c++)
                y[(r * channels) + c] = (g[c] * (x[(r * channels) + c] - mean) / Math.Sqrt(variance + Epsilon)) + b[c];
        }
    }

    private static float Sum(ReadOnlySpan<float> row)
    {
        var sums = Vector<float>.Zero;
        var wide = VectorMath.Wide(row);
        foreach (var lanes in wide)
            sums += lanes;
        var sum = Vector.Sum(sums);
        foreach (var rest in row[(wide.Length * Vector<float>.Count)..])
            sum += rest;
        return sum;
    }
}
