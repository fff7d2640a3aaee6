using System.Runtime.Intrinsics;

namespace Timbre.Audio.Spectra;

/// <summary>X[k] = Σₙ x[n] · e^(-2πi·k·n/N), for complex x and N a power of two.</summary>
/// <remarks>
/// Stockham's self-sorting radix 4 on separate real and imaginary parts, so that every pass but the first runs over
/// contiguous vectors. A plan owns its scratch: it allocates nothing after construction, and serves one thread at a time.
/// </remarks>
public sealed class Fft
{
    private readonly double[] _workRe;
    private readonly double[] _workIm;
    private readonly double[] _twiddleRe;
    private readonly double[] _twiddleIm;

    /// <summary>A plan for <paramref name="size"/> points.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The size is not a power of two.</exception>
    public Fft(int size)
    {
        if (size < 1 || (size & (size - 1)) != 0)
            throw new ArgumentOutOfRangeException(nameof(size), size, "The size of a transform is a power of two.");

        Size = size;
        _workRe = new double[size];
        _workIm = new double[size];
        (_twiddleRe, _twiddleIm) = Twiddles(size);
    }

    /// <summary>N, the number of points.</summary>
    public int Size { get; }

    /// <summary>In place: <paramref name="re"/> and <paramref name="im"/>, N each, become the spectrum.</summary>
    public void Forward(Span<double> re, Span<double> im)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(re.Length, Size);
        ArgumentOutOfRangeException.ThrowIfLessThan(im.Length, Size);

        Span<double> fromRe = re[..Size], fromIm = im[..Size], toRe = _workRe, toIm = _workIm;
        var (n, stride, twiddle) = (Size, 1, 0);
        for (; n >= 4; n /= 4, stride *= 4)
        {
            if (stride == 1)
                FirstPass(n, fromRe, fromIm, toRe, toIm, _twiddleRe, _twiddleIm);
            else
                Pass(n, stride, fromRe, fromIm, toRe, toIm, _twiddleRe.AsSpan(twiddle), _twiddleIm.AsSpan(twiddle));
            twiddle += 3 * (n / 4);
            Swap(ref fromRe, ref toRe);
            Swap(ref fromIm, ref toIm);
        }

        if (n == 2)
        {
            LastPass(stride, fromRe, toRe);
            LastPass(stride, fromIm, toIm);
            Swap(ref fromRe, ref toRe);
            Swap(ref fromIm, ref toIm);
        }

        if (fromRe != re[..Size])
        {
            fromRe.CopyTo(re);
            fromIm.CopyTo(im);
        }
    }

    /// <summary>In place: x[n] = 1/N · Σₖ X[k] · e^(2πi·k·n/N), the way back from <see cref="Forward"/>.</summary>
    public void Inverse(Span<double> re, Span<double> im)
    {
        Forward(im, re); // swapping the parts on the way in and out conjugates the kernel
        var scale = 1.0 / Size;
        for (var i = 0; i < Size; i++)
        {
            re[i] *= scale;
            im[i] *= scale;
        }
    }

    /// <summary>For each radix 4 pass over sub-transforms of n points: w^p, w^2p, w^3p with w = e^(-2πi/n) and p below n/4.</summary>
    private static (double[] Re, double[] Im) Twiddles(int size)
    {
        var (re, im) = (new List<double>(), new List<double>());
        for (var n = size; n >= 4; n /= 4)
        {
            for (var power = 1; power <= 3; power++)
            {
                for (var p = 0; p < n / 4; p++)
                {
                    var (sin, cos) = Math.SinCos(-2 * Math.PI * power * p / n);
                    re.Add(cos);
                    im.Add(sin);
                }
            }
        }

        return (re.ToArray(), im.ToArray());
    }

    /// <summary>The pass at stride 1: vectors run along p, and the four results of each p are stored side by side.</summary>
    private static void FirstPass(
        int n, ReadOnlySpan<double> xr, ReadOnlySpan<double> xi, Span<double> yr, Span<double> yi, ReadOnlySpan<double> wr,
        ReadOnlySpan<double> wi)
    {
        var quarter = n / 4;
        var p = 0;
        for (; p + 4 <= quarter; p += 4)
        {
            Butterfly(
                Load(xr, p), Load(xi, p), Load(xr, p + quarter), Load(xi, p + quarter),
                Load(xr, p + 2 * quarter), Load(xi, p + 2 * quarter), Load(xr, p + 3 * quarter), Load(xi, p + 3 * quarter),
                Load(wr, p), Load(wi, p), Load(wr, p + quarter), Load(wi, p + quarter), Load(wr, p + 2 * quarter),
                Load(wi, p + 2 * quarter),
                out var y0r, out var y0i, out var y1r, out var y1i, out var y2r, out var y2i, out var y3r, out var y3i);
            StoreTransposed(yr.Slice(4 * p, 16), y0r, y1r, y2r, y3r);
            StoreTransposed(yi.Slice(4 * p, 16), y0i, y1i, y2i, y3i);
        }

        for (; p < quarter; p++)
            Butterfly(n, 1, p, 0, xr, xi, yr, yi, wr, wi);
    }

    /// <summary>A pass at stride 4 or more: vectors run along the stride, and a twiddle serves the whole run.</summary>
    private static void Pass(
        int n, int stride, ReadOnlySpan<double> xr, ReadOnlySpan<double> xi, Span<double> yr, Span<double> yi, ReadOnlySpan<double> wr,
        ReadOnlySpan<double> wi)
    {
        var quarter = n / 4;
        var leap = quarter * stride;
        for (var p = 0; p < quarter; p++)
        {
            Vector256<double> w1r = Vector256.Create(wr[p]), w1i = Vector256.Create(wi[p]);
            Vector256<double> w2r = Vector256.Create(wr[p + quarter]), w2i = Vector256.Create(wi[p + quarter]);
            Vector256<double> w3r = Vector256.Create(wr[p + 2 * quarter]), w3i = Vector256.Create(wi[p + 2 * quarter]);
            for (var q = 0; q < stride; q += 4)
            {
                var from = q + stride * p;
                Butterfly(
                    Load(xr, from), Load(xi, from), Load(xr, from + leap), Load(xi, from + leap),
                    Load(xr, from + 2 * leap), Load(xi, from + 2 * leap), Load(xr, from + 3 * leap), Load(xi, from + 3 * leap),
                    w1r, w1i, w2r, w2i, w3r, w3i,
                    out var y0r, out var y0i, out var y1r, out var y1i, out var y2r, out var y2i, out var y3r, out var y3i);
                var to = q + stride * 4 * p;
                Store(yr, to, y0r);
                Store(yi, to, y0i);
                Store(yr, to + stride, y1r);
                Store(yi, to + stride, y1i);
                Store(yr, to + 2 * stride, y2r);
                Store(yi, to + 2 * stride, y2i);
                Store(yr, to + 3 * stride, y3r);
                Store(yi, to + 3 * stride, y3i);
            }
        }
    }

    /// <summary>y[q] = x[q] + x[q + s], y[q + s] = x[q] - x[q + s]: what is left when N is twice a power of four.</summary>
    private static void LastPass(int stride, ReadOnlySpan<double> x, Span<double> y)
    {
        for (var q = 0; q < stride; q++)
        {
            var (a, b) = (x[q], x[q + stride]);
            y[q] = a + b;
            y[q + stride] = a - b;
        }
    }

    private static void Butterfly(
        Vector256<double> ar, Vector256<double> ai, Vector256<double> br, Vector256<double> bi,
        Vector256<double> cr, Vector256<double> ci, Vector256<double> dr, Vector256<double> di,
        Vector256<double> w1r, Vector256<double> w1i, Vector256<double> w2r, Vector256<double> w2i, Vector256<double> w3r,
        Vector256<double> w3i,
        out Vector256<double> y0r, out Vector256<double> y0i, out Vector256<double> y1r, out Vector256<double> y1i,
        out Vector256<double> y2r, out Vector256<double> y2i, out Vector256<double> y3r, out Vector256<double> y3i)
    {
        Vector256<double> sumAcR = ar + cr, sumAcI = ai + ci, difAcR = ar - cr, difAcI = ai - ci;
        Vector256<double> sumBdR = br + dr, sumBdI = bi + di, difBdR = br - dr, difBdI = bi - di;
        y0r = sumAcR + sumBdR;
        y0i = sumAcI + sumBdI;
        Multiply(difAcR + difBdI, difAcI - difBdR, w1r, w1i, out y1r, out y1i);
        Multiply(sumAcR - sumBdR, sumAcI - sumBdI, w2r, w2i, out y2r, out y2i);
        Multiply(difAcR - difBdI, difAcI + difBdR, w3r, w3i, out y3r, out y3i);
    }

    private static void Butterfly(
        int n, int stride, int p, int q, ReadOnlySpan<double> xr, ReadOnlySpan<double> xi, Span<double> yr, Span<double> yi,
        ReadOnlySpan<double> wr, ReadOnlySpan<double> wi)
    {
        var quarter = n / 4;
        int a = q + stride * p, b = a + stride * quarter, c = b + stride * quarter, d = c + stride * quarter;
        Butterfly(
            Vector256.Create(xr[a]), Vector256.Create(xi[a]), Vector256.Create(xr[b]), Vector256.Create(xi[b]),
            Vector256.Create(xr[c]), Vector256.Create(xi[c]), Vector256.Create(xr[d]), Vector256.Create(xi[d]),
            Vector256.Create(wr[p]), Vector256.Create(wi[p]), Vector256.Create(wr[p + quarter]), Vector256.Create(wi[p + quarter]),
            Vector256.Create(wr[p + 2 * quarter]), Vector256.Create(wi[p + 2 * quarter]),
            out var y0r, out var y0i, out var y1r, out var y1i, out var y2r, out var y2i, out var y3r, out var y3i);
        var to = q + stride * 4 * p;
        (yr[to], yr[to + stride], yr[to + 2 * stride], yr[to + 3 * stride]) = (y0r[0], y1r[0], y2r[0], y3r[0]);
        (yi[to], yi[to + stride], yi[to + 2 * stride], yi[to + 3 * stride]) = (y0i[0], y1i[0], y2i[0], y3i[0]);
    }

    private static void Multiply(
        Vector256<double> ar, Vector256<double> ai, Vector256<double> br, Vector256<double> bi, out Vector256<double> re,
        out Vector256<double> im)
    {
        re = ar * br - ai * bi;
        im = ar * bi + ai * br;
    }

    private static void StoreTransposed(Span<double> y, Vector256<double> a, Vector256<double> b, Vector256<double> c, Vector256<double> d)
    {
        for (var i = 0; i < 4; i++)
        {
            y[4 * i] = a[i];
            y[4 * i + 1] = b[i];
            y[4 * i + 2] = c[i];
            y[4 * i + 3] = d[i];
        }
    }

    private static Vector256<double> Load(ReadOnlySpan<double> x, int at) => Vector256.Create(x.Slice(at, 4));

    private static void Store(Span<double> y, int at, Vector256<double> value) => value.CopyTo(y.Slice(at, 4));

    private static void Swap(ref Span<double> a, ref Span<double> b)
    {
        var kept = a;
        a = b;
        b = kept;
    }
}
