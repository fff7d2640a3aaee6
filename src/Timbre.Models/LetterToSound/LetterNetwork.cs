using Timbre.Models.Nn;
using Timbre.Models.Nn.Layers;
using Timbre.Models.Nn.WeightFiles;
using Timbre.Text.Lexicons.LetterToSound;

namespace Timbre.Models.LetterToSound;

/// <summary>How likely each graphone is at each letter of a word, all letters known: a convolutional network over the letters.</summary>
/// <remarks>Trained by <c>training/lts</c>; its card is <c>models/lts/README.md</c>.</remarks>
internal sealed class LetterNetwork : ILetterNetwork
{
    private const int Edges = 2; // a boundary before the word and one behind it
    private const int Tile = 4; // rows that a linear layer takes at once; rows behind the word are computed and not looked at

    private readonly LetterNetworkWeights _weights;
    private readonly ScratchPool<Scratch> _scratch = new(() => new Scratch());

    /// <summary>A network of these weights.</summary>
    public LetterNetwork(LetterNetworkWeights weights) => _weights = weights;

    /// <summary>Reads the weights that are embedded in this assembly.</summary>
    public static LetterNetwork Load() => new(WeightFile.ReadEmbedded<LetterNetworkConfig, LetterNetworkWeights>());

    /// <inheritdoc/>
    public int GraphoneCount => _weights.Config.Graphones;

    /// <inheritdoc/>
    public int GraphoneHash => _weights.Config.GraphoneHash;

    /// <inheritdoc/>
    public void Score(ReadOnlySpan<char> word, Span<float> scores)
    {
        var scratch = _scratch.Rent();
        var (rows, width) = (word.Length + Edges, _weights.Config.Width);
        scratch.Grow(rows, _weights.Config);
        Embed(word, scratch.X);
        foreach (var block in _weights.Blocks)
            Run(block, rows, scratch);
        LayerNorm.Forward(scratch.X, _weights.Norm.Weight, _weights.Norm.Bias, rows, width);
        Linear.Forward(scratch.X, _weights.Output.Weight, _weights.Output.Bias, Tiles(rows), width, GraphoneCount, scratch.Scores);
        scratch.Scores.AsSpan(GraphoneCount, word.Length * GraphoneCount).CopyTo(scores);
        _scratch.Return(scratch);
    }

    private void Embed(ReadOnlySpan<char> word, float[] x)
    {
        var width = _weights.Config.Width;
        for (var row = 0; row < word.Length + Edges; row++)
        {
            var letter = row == 0 || row > word.Length ? 0 : word[row - 1] - 'a' + 1;
            _weights.Embedding.AsSpan(letter * width, width).CopyTo(x.AsSpan(row * width));
        }
    }

    private void Run(LetterBlockWeights block, int rows, Scratch scratch)
    {
        var (width, inner, kernel) = (_weights.Config.Width, _weights.Config.Inner, _weights.Config.Kernel);
        DepthwiseConvolution.Forward(scratch.X, block.Filter.Weight, block.Filter.Bias, rows, width, kernel, scratch.Y);
        LayerNorm.Forward(scratch.Y, block.Norm.Weight, block.Norm.Bias, rows, width);
        Linear.Forward(scratch.Y, block.Up.Weight, block.Up.Bias, Tiles(rows), width, inner, scratch.Hidden);
        Silu.Forward(scratch.Hidden.AsSpan(0, rows * inner), scratch.Hidden);
        Linear.Forward(scratch.Hidden, block.Down.Weight, block.Down.Bias, Tiles(rows), inner, width, scratch.Y);
        ScaledResidual.Forward(scratch.X, scratch.Y, block.Scale, rows, width, scratch.X);
    }

    private static int Tiles(int rows) => (rows + Tile - 1) / Tile * Tile;

    /// <summary>Room for a word.</summary>
    private sealed class Scratch
    {
        public float[] X { get; private set; } = [];

        public float[] Y { get; private set; } = [];

        public float[] Hidden { get; private set; } = [];

        public float[] Scores { get; private set; } = [];

        public void Grow(int rows, LetterNetworkConfig config)
        {
            rows = Tiles(rows);
            if (X.Length >= rows * config.Width)
                return;
            (X, Y) = (new float[rows * config.Width], new float[rows * config.Width]);
            (Hidden, Scores) = (new float[rows * config.Inner], new float[rows * config.Graphones]);
        }
    }
}
