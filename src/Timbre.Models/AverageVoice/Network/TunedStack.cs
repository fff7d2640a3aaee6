namespace Timbre.Models.AverageVoice.Network;

/// <summary>Blocks one after the other, with what they are told of one speaker made part of them.</summary>
internal sealed class TunedStack
{
    private readonly TunedBlock[] _blocks;

    private TunedStack(TunedBlock[] blocks) => _blocks = blocks;

    /// <summary>The blocks of a network for a speaker: of their numbers, those that no speaker changes are shared.</summary>
    /// <param name="blocks">Their numbers.</param>
    /// <param name="voice">What the speaker came down to.</param>
    public static TunedStack For(BlockWeights[] blocks, float[] voice) => new([.. blocks.Select(block => TunedBlock.For(block, voice))]);

    /// <summary>Blocks of zeros.</summary>
    public static TunedStack Empty(AverageConfig config, IReadOnlyList<(int Kernel, int Dilation)> shapes) => new([.. shapes.Select(shape => TunedBlock.Empty(config, shape.Kernel, shape.Dilation))]);

    /// <summary>All that can be learnt, in a fixed order.</summary>
    public IEnumerable<float[]> Numbers => _blocks.SelectMany(block => block.Numbers);

    /// <summary>The same shape with other numbers.</summary>
    public TunedStack With(Func<float[], float[]> made) => new([.. _blocks.Select(block => block.With(made))]);

    /// <summary>In place. x: [rows, width]</summary>
    public void Forward(Span<float> x, int rows, StackTape? tape = null)
    {
        for (var i = 0; i < _blocks.Length; i++)
            _blocks[i].Forward(x, rows, tape?.Begin(i, x, rows, _blocks[i]) ?? new BlockTape(rows, _blocks[i]));
    }

    /// <summary>From the slopes of what came out to those of what went in, in place; those of the numbers are added to <paramref name="found"/>.</summary>
    public void Backward(Span<float> slopes, int rows, StackTape tape, TunedStack found)
    {
        for (var i = _blocks.Length - 1; i >= 0; i--)
            _blocks[i].Backward(slopes, rows, tape.Of(i), found._blocks[i]);
    }
}
