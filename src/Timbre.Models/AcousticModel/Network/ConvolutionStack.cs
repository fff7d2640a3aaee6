namespace Timbre.Models.AcousticModel.Network;

/// <summary>A stack of blocks with the conditioning on one speaker folded into their parameters.</summary>
internal sealed class ConvolutionStack
{
    private readonly ConvolutionBlock[] _blocks;

    /// <summary>A stack of blocks, the first first.</summary>
    public ConvolutionStack(ConvolutionBlock[] blocks) => _blocks = blocks;

    /// <summary>The blocks of a network for a speaker: of their numbers, those that no speaker changes are shared.</summary>
    /// <param name="blocks">Their numbers.</param>
    /// <param name="speaker">What the speaker came down to.</param>
    public static ConvolutionStack ForSpeaker(ConditionedBlockWeights[] blocks, float[] speaker) =>
        new([.. blocks.Select(block => ConvolutionBlock.ForSpeaker(block, speaker))]);

    /// <summary>Blocks of zeros.</summary>
    public static ConvolutionStack CreateZero(StackConfig config) =>
        new([.. config.Blocks.Select(block => ConvolutionBlock.CreateZero(config, block.Kernel, block.Dilation))]);

    /// <summary>The same shape with other numbers.</summary>
    public ConvolutionStack Map(Func<float[], float[]> map) => new([.. _blocks.Select(block => block.Map(map))]);

    /// <summary>The stack over <paramref name="total"/> rows that come some at a time.</summary>
    public ConvolutionStackStream Open(int total) => new(_blocks, total);

    /// <summary>In place. x: [rows, width]</summary>
    public void Forward(Span<float> x, int rows, StackTape? tape = null)
    {
        for (var i = 0; i < _blocks.Length; i++)
            _blocks[i].Forward(x, rows, tape?.Begin(i, x, rows, _blocks[i]) ?? new BlockTape(rows, _blocks[i]));
    }

    /// <summary>
    /// From the gradient of the output to that of the input, in place; those of the parameters are added to
    /// <paramref name="gradients"/>.
    /// </summary>
    public void Backward(Span<float> gradient, int rows, StackTape tape, ConvolutionStack gradients)
    {
        for (var i = _blocks.Length - 1; i >= 0; i--)
            _blocks[i].Backward(gradient, rows, tape.Of(i), gradients._blocks[i]);
    }
}
