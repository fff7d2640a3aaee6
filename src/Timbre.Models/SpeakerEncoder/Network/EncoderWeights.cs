using Timbre.Models.Nn.Layers;
using Timbre.Models.Nn.WeightFiles;

namespace Timbre.Models.SpeakerEncoder.Network;

/// <summary>An encoder's numbers, by layer, and those of what compares its embeddings.</summary>
internal sealed class EncoderWeights : INetworkWeights<EncoderConfig, EncoderWeights>
{
    private EncoderWeights(EncoderConfig config, TensorSet tensors)
    {
        Config = config;
        var (a, b, c) = (config.Planes[0], config.Planes[1], config.Planes[2]);
        InputConvolution = Plane(tensors, "enter", new Convolution2d(1, a, 3, 3, 2, 2));
        ResidualBlocks =
        [
            Block(tensors, 0, a, a, 1, 1),
            Block(tensors, 1, a, b, 2, 2),
            Block(tensors, 2, b, b, 1, 1),
            Block(tensors, 3, b, c, 1, 2),
            Block(tensors, 4, c, c, 1, 1),
        ];
        FrequencyProjection = tensors.Layer("join", config.Width, config.FlattenedBands);
        TemporalBlocks = [.. Enumerable.Range(0, EncoderConfig.Dilations.Length)
            .Select(i => tensors.Layer($"lines.{i}", config.Width, DilatedConvolution.Kernel, config.Width))];
        Attention = [
            tensors.Layer("attention.0", config.Attention, config.Pooled), tensors.Layer("attention.1", config.Pooled, config.Attention)
        ];
        SpectrumProjection = tensors.Layer("spectrum", EncoderConfig.Spectrum, config.Bands);
        OutputProjection = tensors.Layer("leave", config.Embedding, config.EmbeddingInputs);
        Whitening = tensors.Layer("weigh", config.Embedding, config.Embedding);
        Cohort = tensors.TakeRows("cohort", 0, config.Embedding);
        var lines = tensors.Take("calibration", 2, 2);
        (Pair, Profile) = (new Calibration(lines[0], lines[1]), new Calibration(lines[2], lines[3]));
        tensors.Finish();
    }

    /// <inheritdoc/>
    public static WeightFileFormat Format { get; } = new("TIMBRESE", 1, "speaker encoder", "speaker-encoder.bin");

    /// <inheritdoc/>
    public static EncoderWeights Create(EncoderConfig config, TensorSet tensors) => new(config, tensors);

    /// <summary>The sizes.</summary>
    public EncoderConfig Config { get; }

    /// <summary>From bands to planes.</summary>
    public PlaneWeights InputConvolution { get; }

    /// <summary>Blocks over frequency and time.</summary>
    public PlaneBlockWeights[] ResidualBlocks { get; }

    /// <summary>From planes to lines.</summary>
    public LayerWeights FrequencyProjection { get; }

    /// <summary>Blocks over time alone.</summary>
    public LayerWeights[] TemporalBlocks { get; }

    /// <summary>Attention weights of each channel and step, in two layers.</summary>
    public LayerWeights[] Attention { get; }

    /// <summary>Hidden layer over the long-term spectrum.</summary>
    public LayerWeights SpectrumProjection { get; }

    /// <summary>To the embedding.</summary>
    public LayerWeights OutputProjection { get; }

    /// <summary>From the network's embedding to one in which what varies within speakers varies alike in all directions.</summary>
    public LayerWeights Whitening { get; }

    /// <summary>The speakers of training, a row each.</summary>
    public Tensor Cohort { get; }

    /// <summary>Of two recordings' score.</summary>
    public Calibration Pair { get; }

    /// <summary>Of a recording's score against a profile.</summary>
    public Calibration Profile { get; }

    private static PlaneWeights Plane(TensorSet tensors, string name, Convolution2d layer) =>
        new(layer, tensors.Layer(name, layer.Outputs, layer.KernelFrames, layer.KernelBins, layer.Inputs));

    private static PlaneBlockWeights Block(TensorSet tensors, int number, int inputs, int outputs, int strideFrames, int strideBins) => new(
        Plane(tensors, $"planes.{number}.first", new Convolution2d(inputs, outputs, 3, 3, strideFrames, strideBins)),
        Plane(tensors, $"planes.{number}.second", new Convolution2d(outputs, outputs, 3, 3, 1, 1)),
        inputs == outputs && strideFrames * strideBins == 1
            ? null
            : Plane(tensors, $"planes.{number}.skip", new Convolution2d(inputs, outputs, 1, 1, strideFrames, strideBins)));
}

/// <summary>A convolution and its numbers.</summary>
internal sealed record PlaneWeights(Convolution2d Layer, LayerWeights Parameters);

/// <summary>relu(Skip(x) + Second(relu(First(x)))); without Skip x itself.</summary>
internal sealed record PlaneBlockWeights(PlaneWeights First, PlaneWeights Second, PlaneWeights? Skip);

/// <summary>slope · score + offset: the natural log-likelihood ratio of one speaker to two.</summary>
internal readonly record struct Calibration(double Slope, double Offset)
{
    /// <summary>The log-likelihood ratio of a score.</summary>
    public double Of(double score) => (Slope * score) + Offset;
}
