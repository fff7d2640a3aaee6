namespace Timbre.Models.AcousticModel.Network;

/// <summary>Activations of a stack's forward pass, for the backward pass.</summary>
internal sealed class StackTape
{
    private readonly List<BlockTape> _blocks = [];

    /// <summary>The tape of a block that is about to run.</summary>
    public BlockTape Begin(int number, ReadOnlySpan<float> x, int rows, ConvolutionBlock block)
    {
        if (number == 0)
            _blocks.Clear();
        var tape = new BlockTape(rows, block) { Input = x[..(rows * block.Width)].ToArray() };
        _blocks.Add(tape);
        return tape;
    }

    /// <summary>The tape of a block that has run.</summary>
    public BlockTape Of(int number) => _blocks[number];
}

/// <summary>Activations of one block: its scratch, and its memory for the backward pass.</summary>
internal sealed class BlockTape(int rows, ConvolutionBlock block)
{
    /// <summary>Input of the block; empty without a backward pass.</summary>
    public float[] Input { get; init; } = [];

    public float[] Filtered { get; } = new float[rows * block.Width];

    public float[] Normalised { get; } = new float[rows * block.Width];

    public float[] Hidden { get; } = new float[rows * block.Inner];

    public float[] Activated { get; } = new float[rows * block.Inner];

    public float[] Output { get; } = new float[rows * block.Width];
}
