namespace Timbre.Models.Nn.Layers;

/// <summary>y = 1 / (1 + e⁻ˣ), each value for itself: from any number to 0 to 1</summary>
/// <remarks>It stands at the end of networks, over a few numbers: there is no faster form.</remarks>
internal static class Sigmoid
{
    /// <summary>The layer; y is written over, and may be x.</summary>
    public static void Forward(ReadOnlySpan<float> x, Span<float> y)
    {
        for (var i = 0; i < x.Length; i++)
            y[i] = 1 / (1 + MathF.Exp(-x[i]));
    }

    /// <summary>dx = dy · y · (1 - y); it reads what came out, not what went in</summary>
    public static void Backward(ReadOnlySpan<float> y, ReadOnlySpan<float> dy, Span<float> dx)
    {
        for (var i = 0; i < y.Length; i++)
            dx[i] = dy[i] * y[i] * (1 - y[i]);
    }

    /// <summary>The formula in double precision, as a reference for tests of <see cref="Forward"/>.</summary>
    public static void Reference(ReadOnlySpan<double> x, Span<double> y)
    {
        for (var i = 0; i < x.Length; i++)
            y[i] = 1 / (1 + Math.Exp(-x[i]));
    }
}
