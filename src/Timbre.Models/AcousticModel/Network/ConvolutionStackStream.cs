namespace Timbre.Models.AcousticModel.Network;

/// <summary>A stack of blocks over rows that come some at a time, see <see cref="ConvolutionBlockStream"/>.</summary>
internal sealed class ConvolutionStackStream(IEnumerable<ConvolutionBlock> blocks, int total)
{
    private readonly ConvolutionBlockStream[] _blocks = [.. blocks.Select(block => new ConvolutionBlockStream(block, total))];

    /// <summary>Rows that are to be known behind one that comes out.</summary>
    public int Ahead { get; } = blocks.Sum(block => block.Kernel / 2 * block.Dilation);

    /// <summary>In place: further rows in, and out those that have become known; behind the last one all.</summary>
    /// <param name="x">[rows, width], with room for <see cref="Ahead"/> more rows.</param>
    /// <param name="rows">How many come in.</param>
    /// <returns>How many come out.</returns>
    public int Push(Span<float> x, int rows)
    {
        foreach (var block in _blocks)
            rows = block.Push(x, rows);
        return rows;
    }
}
