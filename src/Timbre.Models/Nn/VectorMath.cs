using System.Numerics;
using System.Runtime.InteropServices;

namespace Timbre.Models.Nn;

/// <summary>Sums and products over spans of floats, a SIMD vector at a time: the inner loops of the layers.</summary>
internal static class VectorMath
{
    /// <summary>Σᵢ a[i] · b[i]</summary>
    public static float Dot(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        b = b[..a.Length];
        var wideA = Wide(a);
        var wideB = Wide(b);
        var sums = Vector<float>.Zero;
        for (var i = 0; i < wideA.Length; i++)
            sums = Vector.FusedMultiplyAdd(wideA[i], wideB[i], sums);

        var sum = Vector.Sum(sums);
        for (var i = wideA.Length * Vector<float>.Count; i < a.Length; i++)
            sum += a[i] * b[i];
        return sum;
    }

    /// <summary>y[i] += x[i]</summary>
    public static void Add(ReadOnlySpan<float> x, Span<float> y) => AddScaled(x, 1, y);

    /// <summary>y[i] += g · x[i]</summary>
    public static void AddScaled(ReadOnlySpan<float> x, float g, Span<float> y)
    {
        y = y[..x.Length];
        var wideX = Wide(x);
        var wideY = Wide(y);
        var gain = new Vector<float>(g);
        for (var i = 0; i < wideX.Length; i++)
            wideY[i] = Vector.FusedMultiplyAdd(wideX[i], gain, wideY[i]);
        for (var i = wideX.Length * Vector<float>.Count; i < x.Length; i++)
            y[i] += g * x[i];
    }

    /// <summary>y[i] += a[i] · b[i]</summary>
    public static void AddProduct(ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<float> y)
    {
        b = b[..a.Length];
        y = y[..a.Length];
        var wideA = Wide(a);
        var wideB = Wide(b);
        var wideY = Wide(y);
        for (var i = 0; i < wideA.Length; i++)
            wideY[i] = Vector.FusedMultiplyAdd(wideA[i], wideB[i], wideY[i]);
        for (var i = wideA.Length * Vector<float>.Count; i < a.Length; i++)
            y[i] += a[i] * b[i];
    }

    /// <summary>y[i] = ln x[i]; y may be x</summary>
    public static void Log(ReadOnlySpan<float> x, Span<float> y)
    {
        y = y[..x.Length];
        var wideX = Wide(x);
        var wideY = Wide(y);
        for (var i = 0; i < wideX.Length; i++)
            wideY[i] = Vector.Log(wideX[i]);
        for (var i = wideX.Length * Vector<float>.Count; i < x.Length; i++)
            y[i] = MathF.Log(x[i]);
    }

    /// <summary>The whole vectors of a span.</summary>
    public static ReadOnlySpan<Vector<float>> Wide(ReadOnlySpan<float> x) => MemoryMarshal.Cast<float, Vector<float>>(x);

    /// <summary>The whole vectors of a span, to be written.</summary>
    public static Span<Vector<float>> Wide(Span<float> x) => MemoryMarshal.Cast<float, Vector<float>>(x);
}
