using Timbre.Models.Nn.WeightFiles;

namespace Timbre.Models.LetterToSound;

/// <summary>The parameters of the network of letters, by layer.</summary>
internal sealed class LetterNetworkWeights : INetworkWeights<LetterNetworkConfig, LetterNetworkWeights>
{
    /// <summary>A boundary of words, and a to z.</summary>
    public const int Letters = 27;

    private LetterNetworkWeights(LetterNetworkConfig config, TensorSet tensors)
    {
        Config = config;
        var (width, inner) = (config.Width, config.Inner);
        Embedding = tensors.Take("embedding.weight", Letters, width);
        Blocks = [.. Enumerable.Range(0, config.Blocks).Select(i => $"blocks.{i}").Select(block => new LetterBlockWeights(
            tensors.Layer($"{block}.depthwise", [config.Kernel, width], width),
            tensors.Layer($"{block}.norm", width),
            tensors.Layer($"{block}.up", inner, width),
            tensors.Layer($"{block}.down", width, inner),
            tensors.Take($"{block}.scale", width)))];
        Norm = tensors.Layer("norm", width);
        Output = tensors.Layer("output", config.Graphones, width);
        tensors.Finish();
    }

    /// <inheritdoc/>
    public static WeightFileFormat Format { get; } = new("TIMBRELN", 1, "network of letters", "letter-network.bin");

    /// <inheritdoc/>
    public static LetterNetworkWeights Create(LetterNetworkConfig config, TensorSet tensors) => new(config, tensors);

    /// <summary>The sizes.</summary>
    public LetterNetworkConfig Config { get; }

    /// <summary>[letter, channel]</summary>
    public float[] Embedding { get; }

    /// <summary>In order.</summary>
    public LetterBlockWeights[] Blocks { get; }

    /// <summary>The norm behind them.</summary>
    public LayerWeights Norm { get; }

    /// <summary>To the scores of graphones.</summary>
    public LayerWeights Output { get; }
}

/// <summary>x + Scale · Down(silu(Up(Norm(Filter(x))))), Filter over the letters of each channel by itself.</summary>
internal sealed record LetterBlockWeights(LayerWeights Filter, LayerWeights Norm, LayerWeights Up, LayerWeights Down, float[] Scale);
