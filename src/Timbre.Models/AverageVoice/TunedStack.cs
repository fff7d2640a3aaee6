using Timbre.Models.Layers;

namespace Timbre.Models.AverageVoice;

/// <summary>Blocks one after the other, with what they are told of one speaker made part of them.</summary>
/// <remarks>A shift before a linear layer is a bias behind it: per speaker a block has a gain and a bias, nothing else. Immutable.</remarks>
internal sealed class TunedStack
{
    private readonly BlockWeights[] _blocks;
    private readonly float[][] _gains;
    private readonly float[][] _biases;
    private readonly int _width;
    private readonly int _inner;

    /// <summary>The blocks of a network for a speaker.</summary>
    /// <param name="blocks">Their numbers.</param>
    /// <param name="voice">What the speaker came down to.</param>
    public TunedStack(BlockWeights[] blocks, ReadOnlySpan<float> voice)
    {
        (_blocks, _width, _inner) = (blocks, blocks[0].Scale.Length, blocks[0].Into.Bias.Length);
        (_gains, _biases) = (new float[blocks.Length][], new float[blocks.Length][]);
        var manner = new float[2 * _width];
        for (var i = 0; i < blocks.Length; i++)
        {
            Linear.Forward(voice, blocks[i].Manner.Weight, blocks[i].Manner.Bias, 1, voice.Length, manner.Length, manner);
            _gains[i] = [.. manner[.._width].Select(gain => 1 + gain)];
            _biases[i] = new float[_inner];
            Linear.Forward(manner.AsSpan(_width), blocks[i].Into.Weight, blocks[i].Into.Bias, 1, _width, _inner, _biases[i]);
        }
    }

    /// <summary>In place. x: [rows, width]</summary>
    public void Forward(Span<float> x, int rows)
    {
        var (block, hidden) = (new float[rows * _width], new float[rows * _inner]);
        for (var i = 0; i < _blocks.Length; i++)
        {
            var weights = _blocks[i];
            DepthwiseConvolution.Forward(x, weights.Filter.Weight, weights.Filter.Bias, rows, _width, weights.Kernel, block, weights.Dilation);
            RmsNorm.Forward(block, _gains[i], rows, _width, block);
            Linear.Forward(block, weights.Into.Weight, _biases[i], rows, _width, _inner, hidden);
            Silu.Forward(hidden, hidden);
            Linear.Forward(hidden, weights.Out.Weight, weights.Out.Bias, rows, _inner, _width, block);
            ScaledResidual.Forward(x, block, weights.Scale, rows, _width, x);
        }
    }
}
