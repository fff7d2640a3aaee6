using System.Numerics;
using System.Runtime.InteropServices;

namespace Timbre.Audio.Spectra;

/// <summary>Sums over spans, a vector at a time.</summary>
internal static class VectorKernels
{
    /// <summary>Σᵢ a[i] · b[i]</summary>
    public static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        b = b[..a.Length];
        var wideA = MemoryMarshal.Cast<double, Vector<double>>(a);
        var wideB = MemoryMarshal.Cast<double, Vector<double>>(b);
        var sums = Vector<double>.Zero;
        for (var i = 0; i < wideA.Length; i++)
            sums += wideA[i] * wideB[i];

        var sum = Vector.Sum(sums);
        for (var i = wideA.Length * Vector<double>.Count; i < a.Length; i++)
            sum += a[i] * b[i];
        return sum;
    }

    /// <summary>y[i] += g · x[i]</summary>
    public static void AddScaled(ReadOnlySpan<double> x, double g, Span<double> y)
    {
        y = y[..x.Length];
        var wideX = MemoryMarshal.Cast<double, Vector<double>>(x);
        var wideY = MemoryMarshal.Cast<double, Vector<double>>(y);
        for (var i = 0; i < wideX.Length; i++)
            wideY[i] += wideX[i] * g;
        for (var i = wideX.Length * Vector<double>.Count; i < x.Length; i++)
            y[i] += g * x[i];
    }
}
