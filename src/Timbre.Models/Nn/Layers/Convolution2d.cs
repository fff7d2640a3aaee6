namespace Timbre.Models.Nn.Layers;

/// <summary>y[t, f, o] = b[o] + Σ over τ, φ, i of x[t·S + τ - P, f·R + φ - Q, i] · w[o, τ, φ, i], what lies outside of x is 0</summary>
/// <remarks>
/// x: [frames, bins, inputs], w: [outputs, kernel frames, kernel bins, inputs], b: [outputs], y: [frames of y, bins of y, outputs]; S, R
/// the strides, P, Q half of the kernels, rounded down. The values under the kernel are gathered side by side, then it is a linear layer.
/// </remarks>
/// <param name="Inputs">Channels of x.</param>
/// <param name="Outputs">Channels of y.</param>
/// <param name="KernelFrames">Width of the kernel in frames, odd.</param>
/// <param name="KernelBins">Width of the kernel in bins, odd.</param>
/// <param name="StrideFrames">S, frames of x from one of y to the next.</param>
/// <param name="StrideBins">R, bins of x from one of y to the next.</param>
internal readonly record struct Convolution2d(int Inputs, int Outputs, int KernelFrames, int KernelBins, int StrideFrames, int StrideBins)
{
    /// <summary>Weights of one output; the length of w is this times <see cref="Outputs"/>.</summary>
    public int Patch => KernelFrames * KernelBins * Inputs;

    /// <summary>Frames of y where x has <paramref name="frames"/>.</summary>
    public int FramesFrom(int frames) => (frames - 1) / StrideFrames + 1;

    /// <summary>Bins of y where x has <paramref name="bins"/>.</summary>
    public int BinsFrom(int bins) => (bins - 1) / StrideBins + 1;

    /// <summary>Length of the scratch space that <see cref="Forward"/> needs.</summary>
    public int Scratch(int bins) => BinsFrom(bins) * Patch;

    /// <summary>The whole layer; y is written over.</summary>
    public void Forward(
        ReadOnlySpan<float> x, ReadOnlySpan<float> w, ReadOnlySpan<float> b, int frames, int bins, Span<float> y, Span<float> scratch)
    {
        var size = BinsFrom(bins) * Outputs;
        for (var t = 0; t < FramesFrom(frames); t++)
            Frame(x, w, b, frames, bins, t, y.Slice(t * size, size), scratch);
    }

    /// <summary>Frame <paramref name="t"/> of y alone, [bins of y, outputs].</summary>
    public void Frame(
        ReadOnlySpan<float> x, ReadOnlySpan<float> w, ReadOnlySpan<float> b, int frames, int bins, int t, Span<float> y,
        Span<float> scratch)
    {
        var row = KernelBins * Inputs;
        var patches = scratch[..Scratch(bins)];
        for (var tau = 0; tau < KernelFrames; tau++)
        {
            var from = (t * StrideFrames) + tau - (KernelFrames / 2);
            var frameRow = from >= 0 && from < frames ? x.Slice(from * bins * Inputs, bins * Inputs) : default;
            for (var f = 0; f < BinsFrom(bins); f++)
            {
                var to = patches.Slice((f * Patch) + (tau * row), row);
                var first = ((f * StrideBins) - (KernelBins / 2)) * Inputs;
                if (first >= 0 && first + row <= frameRow.Length)
                    frameRow.Slice(first, row).CopyTo(to);
                else
                    CopyInside(frameRow, first, to);
            }
        }

        Linear.Forward(patches, w, b, BinsFrom(bins), Patch, Outputs, y);
    }

    /// <summary>
    /// dx[t', f', i] = Σ of dy[t, f, o] · w[o, τ, φ, i] where y took x[t', f'] from; dw, db: what these took, added to what is there.
    /// </summary>
    public void Backward(
        ReadOnlySpan<float> x, ReadOnlySpan<float> w, ReadOnlySpan<float> dy, int frames, int bins, Span<float> dx, Span<float> dw,
        Span<float> db)
    {
        dx[..(frames * bins * Inputs)].Clear();
        var (framesOut, binsOut) = (FramesFrom(frames), BinsFrom(bins));
        for (var t = 0; t < framesOut; t++)
        {
            for (var f = 0; f < binsOut; f++)
            {
                for (var o = 0; o < Outputs; o++)
                {
                    var dyValue = dy[(((t * binsOut) + f) * Outputs) + o];
                    db[o] += dyValue;
                    for (var tau = 0; tau < KernelFrames; tau++)
                    {
                        var from = (t * StrideFrames) + tau - (KernelFrames / 2);
                        if (from < 0 || from >= frames)
                            continue;
                        var low = Math.Max(0, (KernelBins / 2) - (f * StrideBins));
                        var high = Math.Min(KernelBins, bins + (KernelBins / 2) - (f * StrideBins));
                        var here = ((from * bins) + (f * StrideBins) + low - (KernelBins / 2)) * Inputs;
                        var weight = (((o * KernelFrames) + tau) * KernelBins + low) * Inputs;
                        var count = (high - low) * Inputs;
                        VectorMath.AddScaled(w.Slice(weight, count), dyValue, dx.Slice(here, count));
                        VectorMath.AddScaled(x.Slice(here, count), dyValue, dw.Slice(weight, count));
                    }
                }
            }
        }
    }

    /// <summary>The formula in double precision, as a reference for tests of <see cref="Forward"/>.</summary>
    public void Reference(ReadOnlySpan<double> x, ReadOnlySpan<double> w, ReadOnlySpan<double> b, int frames, int bins, Span<double> y)
    {
        var at = 0;
        for (var t = 0; t < FramesFrom(frames); t++)
        {
            for (var f = 0; f < BinsFrom(bins); f++)
            {
                for (var o = 0; o < Outputs; o++)
                {
                    var sum = b[o];
                    for (var k = 0; k < Patch; k++)
                    {
                        var (tau, phi, i) = (k / Inputs / KernelBins, k / Inputs % KernelBins, k % Inputs);
                        var (frame, bin) = ((t * StrideFrames) + tau - (KernelFrames / 2), (f * StrideBins) + phi - (KernelBins / 2));
                        if (frame >= 0 && frame < frames && bin >= 0 && bin < bins)
                            sum += x[(((frame * bins) + bin) * Inputs) + i] * w[(o * Patch) + k];
                    }

                    y[at++] = sum;
                }
            }
        }
    }

    private static void CopyInside(ReadOnlySpan<float> frameRow, int first, Span<float> to)
    {
        for (var i = 0; i < to.Length; i++)
            to[i] = first + i >= 0 && first + i < frameRow.Length ? frameRow[first + i] : 0;
    }
}
