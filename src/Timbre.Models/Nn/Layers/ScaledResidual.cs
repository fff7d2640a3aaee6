using System.Numerics;

namespace Timbre.Models.Nn.Layers;

/// <summary>
/// y[t, c] = x[t, c] + g[c] · z[t, c]: what goes past a block, and what the block says of it, each channel at a loudness of its own
/// </summary>
/// <remarks>
/// x, y, z: [frames, channels], g: [channels]. Touvron et al., "Going deeper with Image Transformers" (2021), LayerScale.
/// </remarks>
internal static class ScaledResidual
{
    /// <summary>The layer; y is written over, and may be x.</summary>
    public static void Forward(ReadOnlySpan<float> x, ReadOnlySpan<float> z, ReadOnlySpan<float> g, int frames, int channels, Span<float> y)
    {
        for (var t = 0; t < frames; t++)
        {
            var residual = x.Slice(t * channels, channels);
            var branch = z.Slice(t * channels, channels);
            var to = y.Slice(t * channels, channels);
            var wideX = VectorMath.Wide(residual);
            var wideZ = VectorMath.Wide(branch);
            var wideG = VectorMath.Wide(g[..channels]);
            var wideY = VectorMath.Wide(to);
            for (var v = 0; v < wideX.Length; v++)
                wideY[v] = Vector.FusedMultiplyAdd(wideG[v], wideZ[v], wideX[v]);
            for (var c = wideX.Length * Vector<float>.Count; c < channels; c++)
                to[c] = residual[c] + (g[c] * branch[c]);
        }
    }

    /// <summary>dx = dy; dz[t, c] = g[c] · dy[t, c]; dg[c] += Σₜ dy[t, c] · z[t, c]</summary>
    public static void Backward(
        ReadOnlySpan<float> z, ReadOnlySpan<float> g, ReadOnlySpan<float> dy, int frames, int channels, Span<float> dx, Span<float> dz,
        Span<float> dg)
    {
        dy[..(frames * channels)].CopyTo(dx);
        dz[..(frames * channels)].Clear();
        for (var t = 0; t < frames; t++)
        {
            var dyRow = dy.Slice(t * channels, channels);
            VectorMath.AddProduct(dyRow, g[..channels], dz.Slice(t * channels, channels));
            VectorMath.AddProduct(dyRow, z.Slice(t * channels, channels), dg);
        }
    }

    /// <summary>The formula in double precision, as a reference for tests of <see cref="Forward"/>.</summary>
    public static void Reference(
        ReadOnlySpan<double> x, ReadOnlySpan<double> z, ReadOnlySpan<double> g, int frames, int channels, Span<double> y)
    {
        for (var i = 0; i < frames * channels; i++)
            y[i] = x[i] + (g[i % channels] * z[i]);
    }
}
