using System.Buffers;
using Timbre.Models.Nn.Layers;

namespace Timbre.Models.AcousticModel.Network;

/// <summary>A block over rows that come some at a time; of those before it remembers what its filter still sees.</summary>
/// <remarks>
/// However the rows are dealt out, each has the bits that it has when the block runs over all; where the channels within a block are not
/// whole vectors, but for rounding. One thread at a time.
/// </remarks>
internal sealed class ConvolutionBlockStream
{
    private readonly ConvolutionBlock _block;
    private readonly int _total;
    private readonly float[] _history; // inputs around the row that comes out next
    private int _kept; // rows in the history
    private int _before; // of these lie before the row that comes out next
    private int _received;
    private int _returned;

    /// <summary>A block over <paramref name="total"/> rows in all.</summary>
    public ConvolutionBlockStream(ConvolutionBlock block, int total)
    {
        (_block, _total, Ahead) = (block, total, block.Kernel / 2 * block.Dilation);
        _history = new float[2 * Ahead * block.Width];
    }

    /// <summary>Rows that are to be known behind one that comes out.</summary>
    public int Ahead { get; }

    /// <summary>In place: further rows in, and out those that have become known; behind the last one all.</summary>
    /// <param name="x">[rows, width], with room for <see cref="Ahead"/> more rows.</param>
    /// <param name="rows">How many come in.</param>
    /// <returns>How many come out.</returns>
    public int Push(Span<float> x, int rows)
    {
        var (width, known) = (_block.Width, _kept + rows);
        var window = ArrayPool<float>.Shared.Rent(known * width);
        try
        {
            _history.AsSpan(0, _kept * width).CopyTo(window);
            x[..(rows * width)].CopyTo(window.AsSpan(_kept * width));
            _received += rows;
            var count = Math.Max(0, known - _before - (_received == _total ? 0 : Ahead));
            if (count > 0)
                Run(window.AsSpan(0, known * width), known, count, x);

            var from = Math.Max(0, _before + count - Ahead);
            window.AsSpan(from * width, (known - from) * width).CopyTo(_history);
            (_kept, _before, _returned) = (known - from, _before + count - from, _returned + count);
            return count;
        }
        finally
        {
            ArrayPool<float>.Shared.Return(window);
        }
    }

    private void Run(ReadOnlySpan<float> window, int known, int count, Span<float> y)
    {
        var (width, inner, padded) = (_block.Width, _block.Inner, LinearRows.Padded(count));
        var (narrowLength, wideLength) = ((known + LinearRows.Padded(1)) * width, padded * inner);
        var scratch = ArrayPool<float>.Shared.Rent((2 * narrowLength) + wideLength);
        try
        {
            Span<float> narrow = scratch.AsSpan(0, narrowLength), output = scratch.AsSpan(narrowLength, narrowLength);
            Span<float> wide = scratch.AsSpan(2 * narrowLength, wideLength);
            var rows = new RowRange(_returned, count, _total);
            DepthwiseConvolution.Forward(
                window, _block.Filter, _block.FilterBias, known, width, _block.Kernel, narrow, _block.Dilation);
            narrow = narrow[(_before * width)..];
            RmsNorm.Forward(narrow, _block.Gain, count, width, narrow);
            LinearRows.Forward(narrow, _block.Up, _block.UpBias, rows, width, inner, wide);
            Silu.Forward(wide[..(count * inner)], wide);
            LinearRows.Forward(wide, _block.Down, _block.DownBias, rows, inner, width, output);
            ScaledResidual.Forward(window[(_before * width)..], output, _block.Scale, count, width, y);
        }
        finally
        {
            ArrayPool<float>.Shared.Return(scratch);
        }
    }
}
