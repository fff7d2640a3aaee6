using Timbre.Models.WeightFiles;

namespace Timbre.Models.NeuralVocoder.Network;

/// <summary>The vocoder's numbers, by layer.</summary>
internal sealed class VocoderWeights
{
    /// <summary>Takes each of a file's tensors to its layer.</summary>
    /// <exception cref="InvalidDataException">One is missing, has another shape, or belongs to no layer.</exception>
    public VocoderWeights(VocoderConfig config, TensorSet tensors)
    {
        Config = config;
        var (width, hidden) = (config.Width, config.Hidden);
        Enter = tensors.Layer("enter", width, config.Seen * config.Inputs);
        First = tensors.Layer("first", width);
        Blocks = [.. Enumerable.Range(0, config.Blocks).Select(i => $"blocks.{i}").Select(block => new VocoderBlock(
            tensors.Layer($"{block}.depthwise", [config.Kernel, width], width),
            tensors.Layer($"{block}.norm", width),
            tensors.Layer($"{block}.up", hidden, width),
            tensors.Layer($"{block}.down", width, hidden),
            tensors.Take($"{block}.scale", width)))];
        Last = tensors.Layer("last", width);
        Leave = tensors.Layer("leave", config.Outputs, width);
        tensors.Finish();
    }

    /// <summary>The sizes.</summary>
    public VocoderConfig Config { get; }

    /// <summary>From a few frames.</summary>
    public LayerWeights Enter { get; }

    /// <summary>The norm behind it.</summary>
    public LayerWeights First { get; }

    /// <summary>In order.</summary>
    public VocoderBlock[] Blocks { get; }

    /// <summary>The norm behind them.</summary>
    public LayerWeights Last { get; }

    /// <summary>To the numbers that filters are made of.</summary>
    public LayerWeights Leave { get; }
}

/// <summary>x + Scale · Down(silu(Up(Norm(Filter(x))))), Filter over past frames of each channel by itself.</summary>
internal sealed record VocoderBlock(LayerWeights Filter, LayerWeights Norm, LayerWeights Up, LayerWeights Down, float[] Scale);
