using Timbre.Models.Nn.Layers;
using Timbre.Models.Nn.WeightFiles;

namespace Timbre.Models.QualityEstimator;

/// <summary>An estimator's numbers, by layer.</summary>
internal sealed class EstimatorWeights : INetworkWeights<EstimatorConfig, EstimatorWeights>
{
    private readonly TensorSet _tensors;

    private EstimatorWeights(EstimatorConfig config, TensorSet tensors)
    {
        (Config, _tensors) = (config, tensors);
        var stem = config.Stem;
        Convolutions = [
            new(1, stem[0], 5, 5, 1, 2), new(stem[0], stem[1], 3, 3, EstimatorConfig.FramesPerStep, 2), new(stem[1], stem[2], 3, 3, 1, 2)
        ];
        Stem = [.. Convolutions.Select((layer, i) =>
            Layer($"stem.{i}", layer.Outputs, layer.KernelFrames, layer.KernelBins, layer.Inputs))];
        StemGains = [.. stem.Select((channels, i) => Take($"stem_norms.{i}.gain", channels))];
        InputProjection = Layer("enter", config.Width, config.StemOutputs);
        QuantileProjection = Take("whole.weight", config.Width, config.Bands * config.Quantiles.Count);
        Blocks = [.. Enumerable.Range(0, config.Blocks).Select(i => Block($"blocks.{i}"))];
        OutputGain = Take("last.gain", config.Width);
        Attention = Layer("attend", config.Heads, config.Width);
        BandRatio = Layer("local", config.Bands, config.Width);
        ScoreHidden = Layer("judge", config.Width, config.ScoreInputs);
        OutputProjection = Layer("leave", EstimatorConfig.Scores, config.Width);
        tensors.Finish();
    }

    /// <inheritdoc/>
    public static WeightFileFormat Format { get; } = new("TIMBREQE", 1, "quality estimator", "quality-estimator.bin");

    /// <inheritdoc/>
    public static EstimatorWeights Create(EstimatorConfig config, TensorSet tensors) => new(config, tensors);

    /// <summary>The sizes.</summary>
    public EstimatorConfig Config { get; }

    /// <summary>Convolutions of the stem.</summary>
    public Convolution2d[] Convolutions { get; }

    /// <summary>Their weights.</summary>
    public LayerWeights[] Stem { get; }

    /// <summary>The gains of the norms behind them.</summary>
    public float[][] StemGains { get; }

    /// <summary>From stem to blocks.</summary>
    public LayerWeights InputProjection { get; }

    /// <summary>From the quantiles of the whole sound into the blocks.</summary>
    public float[] QuantileProjection { get; }

    /// <summary>The blocks.</summary>
    public EstimatorBlockWeights[] Blocks { get; }

    /// <summary>The gain of the norm behind the blocks.</summary>
    public float[] OutputGain { get; }

    /// <summary>Attention weights of each head and frame.</summary>
    public LayerWeights Attention { get; }

    /// <summary>Ratio of speech to distortion, band by band.</summary>
    public LayerWeights BandRatio { get; }

    /// <summary>From what is pooled.</summary>
    public LayerWeights ScoreHidden { get; }

    /// <summary>To the scores.</summary>
    public LayerWeights OutputProjection { get; }

    private EstimatorBlockWeights Block(string name)
    {
        var (width, hidden) = (Config.Width, Config.Hidden);
        var depthwise = _tensors.Layer($"{name}.depthwise", new int[] { Config.Kernel, width }, width);
        var (up, down) = (Layer($"{name}.up", hidden, width), Layer($"{name}.down", width, hidden));
        return new EstimatorBlockWeights(
            depthwise, Take($"{name}.norm.gain", width), up, Take($"{name}.context.weight", hidden, width), down,
            Take($"{name}.scale", width));
    }

    private LayerWeights Layer(string name, params int[] shape) => _tensors.Layer(name, shape);

    private float[] Take(string name, params int[] shape) => _tensors.Take(name, shape);
}

/// <summary>x + Scale · Down(silu(Up(y) + Context · mean(y))), y = norm(Depthwise(x)), the mean over time</summary>
internal sealed record EstimatorBlockWeights(
    LayerWeights Depthwise, float[] Gain, LayerWeights Up, float[] Context, LayerWeights Down, float[] Scale);
