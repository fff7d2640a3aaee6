using System.Numerics;

namespace Timbre.Models.Nn.Layers;

/// <summary>y = x · σ(x) = x / (1 + e⁻ˣ), each value for itself</summary>
/// <remarks>Elfwing, Uchibe, Doya, "Sigmoid-Weighted Linear Units" (2017).</remarks>
internal static class Silu
{
    /// <summary>The layer; y is written over, and may be x.</summary>
    public static void Forward(ReadOnlySpan<float> x, Span<float> y)
    {
        y = y[..x.Length];
        var wideX = VectorMath.Wide(x);
        var wideY = VectorMath.Wide(y);
        for (var v = 0; v < wideX.Length; v++)
            wideY[v] = wideX[v] / (Vector<float>.One + Vector.Exp(-wideX[v]));
        for (var i = wideX.Length * Vector<float>.Count; i < x.Length; i++)
            y[i] = x[i] / (1 + MathF.Exp(-x[i]));
    }

    /// <summary>dx = dy · σ(x) · (1 + x · (1 - σ(x))); dx may be dy</summary>
    public static void Backward(ReadOnlySpan<float> x, ReadOnlySpan<float> dy, Span<float> dx)
    {
        var wideX = VectorMath.Wide(x);
        var wideIn = VectorMath.Wide(dy[..x.Length]);
        var wideOut = VectorMath.Wide(dx[..x.Length]);
        for (var v = 0; v < wideX.Length; v++)
        {
            var sigmoid = Vector<float>.One / (Vector<float>.One + Vector.Exp(-wideX[v]));
            wideOut[v] = wideIn[v] * sigmoid * (Vector<float>.One + (wideX[v] * (Vector<float>.One - sigmoid)));
        }

        for (var i = wideX.Length * Vector<float>.Count; i < x.Length; i++)
        {
            var sigmoid = 1 / (1 + MathF.Exp(-x[i]));
            dx[i] = dy[i] * sigmoid * (1 + (x[i] * (1 - sigmoid)));
        }
    }

    /// <summary>The formula in double precision, as a reference for tests of <see cref="Forward"/>.</summary>
    public static void Reference(ReadOnlySpan<double> x, Span<double> y)
    {
        for (var i = 0; i < x.Length; i++)
            y[i] = x[i] / (1 + Math.Exp(-x[i]));
    }
}
