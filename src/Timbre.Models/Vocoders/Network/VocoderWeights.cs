using Timbre.Models.Nn.WeightFiles;

namespace Timbre.Models.Vocoders.Network;

/// <summary>The vocoder's numbers, by layer.</summary>
internal sealed class VocoderWeights : INetworkWeights<VocoderConfig, VocoderWeights>
{
    private VocoderWeights(VocoderConfig config, TensorSet tensors)
    {
        Config = config;
        var (width, hidden) = (config.Width, config.Hidden);
        InputProjection = tensors.Layer("enter", width, config.ContextSteps * config.StepInputs);
        InputNorm = tensors.Layer("first", width);
        Blocks = [.. Enumerable.Range(0, config.Blocks).Select(i => $"blocks.{i}").Select(block => new VocoderBlockWeights(
            tensors.Layer($"{block}.depthwise", [config.Kernel, width], width),
            tensors.Layer($"{block}.norm", width),
            tensors.Layer($"{block}.up", hidden, width),
            tensors.Layer($"{block}.down", width, hidden),
            tensors.Take($"{block}.scale", width)))];
        OutputNorm = tensors.Layer("last", width);
        OutputProjection = tensors.Layer("leave", config.FramesPerStep * config.Outputs, width);
        tensors.Finish();
    }

    /// <inheritdoc/>
    public static WeightFileFormat Format { get; } = new("TIMBRENV", 2, "neural vocoder", "neural-vocoder.bin") { OldestVersion = 1 };

    /// <inheritdoc/>
    public static VocoderWeights Create(VocoderConfig config, TensorSet tensors) => new(config, tensors);

    /// <summary>The sizes.</summary>
    public VocoderConfig Config { get; }

    /// <summary>From a few steps.</summary>
    public LayerWeights InputProjection { get; }

    /// <summary>The norm behind it.</summary>
    public LayerWeights InputNorm { get; }

    /// <summary>In order.</summary>
    public VocoderBlockWeights[] Blocks { get; }

    /// <summary>The norm behind them.</summary>
    public LayerWeights OutputNorm { get; }

    /// <summary>To the numbers that filters are made of.</summary>
    public LayerWeights OutputProjection { get; }
}

/// <summary>x + Scale · Down(silu(Up(Norm(Filter(x))))), Filter over past frames of each channel by itself.</summary>
internal sealed record VocoderBlockWeights(LayerWeights Filter, LayerWeights Norm, LayerWeights Up, LayerWeights Down, float[] Scale);
