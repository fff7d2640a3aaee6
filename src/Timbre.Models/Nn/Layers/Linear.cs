using System.Buffers;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Timbre.Models.Nn.Layers;

/// <summary>y[t, o] = b[o] + Σᵢ x[t, i] · w[o, i]</summary>
/// <remarks>
/// x: [frames, inputs], w: [outputs, inputs], b: [outputs], y: [frames, outputs]. A convolution over single frames is this too.
/// </remarks>
internal static class Linear
{
    /// <summary>Frames that stay in the first-level cache while the weights are streamed through it.</summary>
    private const int BlockFrames = 32;

    /// <summary>Rows, and outputs, that are computed together.</summary>
    internal const int Tile = 4;

    /// <summary>The layer; y is written over.</summary>
    public static void Forward(
        ReadOnlySpan<float> x, ReadOnlySpan<float> w, ReadOnlySpan<float> b, int frames, int inputs, int outputs, Span<float> y)
    {
        x = x[..(frames * inputs)];
        w = w[..(outputs * inputs)];
        b = b[..outputs];
        y = y[..(frames * outputs)];
        for (var block = 0; block < frames; block += BlockFrames)
        {
            var end = Math.Min(block + BlockFrames, frames);
            var o = 0;
            for (; o + Tile <= outputs; o += Tile)
            {
                var rows = w.Slice(o * inputs, Tile * inputs);
                var t = block;
                for (; t + Tile <= end; t += Tile)
                {
                    var tile = y[(t * outputs + o)..((t + Tile - 1) * outputs + o + Tile)];
                    if (Vector512.IsHardwareAccelerated)
                        WideTile(x.Slice(t * inputs, Tile * inputs), rows, b.Slice(o, Tile), inputs, tile, outputs);
                    else
                        NarrowTile(x.Slice(t * inputs, Tile * inputs), rows, b.Slice(o, Tile), inputs, tile, outputs);
                }

                for (; t < end; t++)
                    Single(x, w, b, t, o, o + Tile, inputs, outputs, y);
            }

            for (var t = block; t < end; t++)
                Single(x, w, b, t, o, outputs, inputs, outputs, y);
        }
    }

    /// <summary>dx[t, i] = Σₒ dy[t, o] · w[o, i]; dw[o, i] += Σₜ dy[t, o] · x[t, i]; db[o] += Σₜ dy[t, o]</summary>
    public static void Backward(
        ReadOnlySpan<float> x, ReadOnlySpan<float> w, ReadOnlySpan<float> dy, int frames, int inputs, int outputs, Span<float> dx,
        Span<float> dw, Span<float> db)
    {
        x = x[..(frames * inputs)];
        dy = dy[..(frames * outputs)];
        var max = Math.Max(inputs, outputs);
        var pool = ArrayPool<float>.Shared.Rent((frames * max * 2) + (2 * inputs * outputs) + max);
        try
        {
            // Both are matrix products, and so is Forward: of turned matrices, without a bias.
            var first = pool.AsSpan(0, frames * max);
            var second = pool.AsSpan(first.Length, frames * max);
            var product = pool.AsSpan(2 * first.Length, inputs * outputs);
            var transposed = pool.AsSpan((2 * first.Length) + product.Length, inputs * outputs);
            var zeroBias = pool.AsSpan((2 * first.Length) + (2 * product.Length), max);
            zeroBias.Clear();
            Transpose(w[..(inputs * outputs)], outputs, inputs, transposed);
            Forward(dy, transposed, zeroBias, frames, outputs, inputs, dx);
            Transpose(dy, frames, outputs, first);
            Transpose(x, frames, inputs, second);
            Forward(first, second, zeroBias, outputs, frames, inputs, product);
            VectorMath.Add(product, dw);
            for (var t = 0; t < frames; t++)
                VectorMath.Add(dy.Slice(t * outputs, outputs), db);
        }
        finally
        {
            ArrayPool<float>.Shared.Return(pool);
        }
    }

    /// <summary>y[c, r] = x[r, c]</summary>
    private static void Transpose(ReadOnlySpan<float> x, int rows, int columns, Span<float> y)
    {
        for (var r = 0; r < rows; r++)
        {
            var row = x.Slice(r * columns, columns);
            for (var c = 0; c < columns; c++)
                y[(c * rows) + r] = row[c];
        }
    }

    /// <summary>The formula in double precision, as a reference for tests of <see cref="Forward"/>.</summary>
    public static void Reference(
        ReadOnlySpan<double> x, ReadOnlySpan<double> w, ReadOnlySpan<double> b, int frames, int inputs, int outputs, Span<double> y)
    {
        for (var t = 0; t < frames; t++)
        {
            for (var o = 0; o < outputs; o++)
            {
                var sum = b[o];
                for (var i = 0; i < inputs; i++)
                    sum += x[(t * inputs) + i] * w[(o * inputs) + i];
                y[(t * outputs) + o] = sum;
            }
        }
    }

    private static void Single(
        ReadOnlySpan<float> x, ReadOnlySpan<float> w, ReadOnlySpan<float> b, int t, int first, int end, int inputs, int outputs,
        Span<float> y)
    {
        for (var o = first; o < end; o++)
            y[(t * outputs) + o] = b[o] + VectorMath.Dot(x.Slice(t * inputs, inputs), w.Slice(o * inputs, inputs));
    }

    /// <summary>Four frames times four outputs: each vector that is loaded is used four times.</summary>
    internal static void WideTile(
        ReadOnlySpan<float> x, ReadOnlySpan<float> w, ReadOnlySpan<float> b, int inputs, Span<float> y, int outputs)
    {
        Vector512<float> a00 = default, a01 = default, a02 = default, a03 = default;
        Vector512<float> a10 = default, a11 = default, a12 = default, a13 = default;
        Vector512<float> a20 = default, a21 = default, a22 = default, a23 = default;
        Vector512<float> a30 = default, a31 = default, a32 = default, a33 = default;
        ref float x0 = ref MemoryMarshal.GetReference(x), w0 = ref MemoryMarshal.GetReference(w);
        nuint one = (nuint)inputs, two = 2 * one, three = 3 * one, i = 0;
        for (; i + 16 <= one; i += 16)
        {
            Vector512<float> v0 = Vector512.LoadUnsafe(ref w0, i), v1 = Vector512.LoadUnsafe(ref w0, i + one);
            Vector512<float> v2 = Vector512.LoadUnsafe(ref w0, i + two), v3 = Vector512.LoadUnsafe(ref w0, i + three);
            var u = Vector512.LoadUnsafe(ref x0, i);
            a00 = Vector512.FusedMultiplyAdd(u, v0, a00);
            a01 = Vector512.FusedMultiplyAdd(u, v1, a01);
            a02 = Vector512.FusedMultiplyAdd(u, v2, a02);
            a03 = Vector512.FusedMultiplyAdd(u, v3, a03);
            u = Vector512.LoadUnsafe(ref x0, i + one);
            a10 = Vector512.FusedMultiplyAdd(u, v0, a10);
            a11 = Vector512.FusedMultiplyAdd(u, v1, a11);
            a12 = Vector512.FusedMultiplyAdd(u, v2, a12);
            a13 = Vector512.FusedMultiplyAdd(u, v3, a13);
            u = Vector512.LoadUnsafe(ref x0, i + two);
            a20 = Vector512.FusedMultiplyAdd(u, v0, a20);
            a21 = Vector512.FusedMultiplyAdd(u, v1, a21);
            a22 = Vector512.FusedMultiplyAdd(u, v2, a22);
            a23 = Vector512.FusedMultiplyAdd(u, v3, a23);
            u = Vector512.LoadUnsafe(ref x0, i + three);
            a30 = Vector512.FusedMultiplyAdd(u, v0, a30);
            a31 = Vector512.FusedMultiplyAdd(u, v1, a31);
            a32 = Vector512.FusedMultiplyAdd(u, v2, a32);
            a33 = Vector512.FusedMultiplyAdd(u, v3, a33);
        }

        StoreTile(x, w, b, inputs, (int)i, 0, Half(a00), Half(a01), Half(a02), Half(a03), y);
        StoreTile(x, w, b, inputs, (int)i, 1, Half(a10), Half(a11), Half(a12), Half(a13), y[outputs..]);
        StoreTile(x, w, b, inputs, (int)i, 2, Half(a20), Half(a21), Half(a22), Half(a23), y[(2 * outputs)..]);
        StoreTile(x, w, b, inputs, (int)i, 3, Half(a30), Half(a31), Half(a32), Half(a33), y[(3 * outputs)..]);
    }

    /// <summary>The same in vectors of half the width.</summary>
    internal static void NarrowTile(
        ReadOnlySpan<float> x, ReadOnlySpan<float> w, ReadOnlySpan<float> b, int inputs, Span<float> y, int outputs)
    {
        for (var t = 0; t < Tile; t += 2)
        {
            Vector256<float> a00 = default, a01 = default, a02 = default, a03 = default;
            Vector256<float> a10 = default, a11 = default, a12 = default, a13 = default;
            ref float x0 = ref MemoryMarshal.GetReference(x[(t * inputs)..]), w0 = ref MemoryMarshal.GetReference(w);
            nuint one = (nuint)inputs, i = 0;
            for (; i + 8 <= one; i += 8)
            {
                Vector256<float> u0 = Vector256.LoadUnsafe(ref x0, i), u1 = Vector256.LoadUnsafe(ref x0, i + one);
                var v = Vector256.LoadUnsafe(ref w0, i);
                a00 = Vector256.FusedMultiplyAdd(u0, v, a00);
                a10 = Vector256.FusedMultiplyAdd(u1, v, a10);
                v = Vector256.LoadUnsafe(ref w0, i + one);
                a01 = Vector256.FusedMultiplyAdd(u0, v, a01);
                a11 = Vector256.FusedMultiplyAdd(u1, v, a11);
                v = Vector256.LoadUnsafe(ref w0, i + (2 * one));
                a02 = Vector256.FusedMultiplyAdd(u0, v, a02);
                a12 = Vector256.FusedMultiplyAdd(u1, v, a12);
                v = Vector256.LoadUnsafe(ref w0, i + (3 * one));
                a03 = Vector256.FusedMultiplyAdd(u0, v, a03);
                a13 = Vector256.FusedMultiplyAdd(u1, v, a13);
            }

            StoreTile(x, w, b, inputs, (int)i, t, a00, a01, a02, a03, y[(t * outputs)..]);
            StoreTile(x, w, b, inputs, (int)i, t + 1, a10, a11, a12, a13, y[((t + 1) * outputs)..]);
        }
    }

    private static Vector256<float> Half(Vector512<float> lanes) => lanes.GetLower() + lanes.GetUpper();

    /// <summary>Sums of lanes, what is left of the inputs behind the last whole vector, and the bias.</summary>
    private static void StoreTile(
        ReadOnlySpan<float> x, ReadOnlySpan<float> w, ReadOnlySpan<float> b, int inputs, int done, int t,
        Vector256<float> a0, Vector256<float> a1, Vector256<float> a2, Vector256<float> a3, Span<float> y)
    {
        var sums = Vector128.Create(Vector256.Sum(a0), Vector256.Sum(a1), Vector256.Sum(a2), Vector256.Sum(a3)) + Vector128.Create(b);
        for (var i = done; i < inputs; i++)
            sums += Vector128.Create(w[i], w[inputs + i], w[(2 * inputs) + i], w[(3 * inputs) + i]) * x[(t * inputs) + i];
        sums.CopyTo(y);
    }
}
