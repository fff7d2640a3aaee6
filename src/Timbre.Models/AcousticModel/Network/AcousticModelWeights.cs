using Timbre.Models.Nn.WeightFiles;

namespace Timbre.Models.AcousticModel.Network;

/// <summary>The average voice's numbers, by layer.</summary>
internal sealed class AcousticModelWeights : INetworkWeights<AcousticModelConfig, AcousticModelWeights>
{
    private AcousticModelWeights(AcousticModelConfig config, TensorSet tensors)
    {
        Config = config;
        SpeakerProjection = tensors.Layer("speaker", config.SpeakerChannels, config.SpeakerInputs);
        Reference = config.Reference is null ? null : new ReferenceEncoder(config, tensors);
        Layers = AcousticModelLayers.Create(config, tensors.Take, (name, stack) => Stack(tensors, name, stack));
        MeanLogDurations = tensors.Take("log_lengths", config.Phones);
        tensors.Finish();
    }

    /// <inheritdoc/>
    public static WeightFileFormat Format { get; } = new("TIMBREAV", 2, "average voice", "average-voice.bin") { OldestVersion = 1 };

    /// <inheritdoc/>
    public static AcousticModelWeights Create(AcousticModelConfig config, TensorSet tensors) => new(config, tensors);

    /// <summary>The sizes.</summary>
    public AcousticModelConfig Config { get; }

    /// <summary>From the conditioning vector to the conditioning of the blocks.</summary>
    public LayerWeights SpeakerProjection { get; }

    /// <summary>Finds the code of a speaker; null where it is an embedding of models/speaker.</summary>
    public ReferenceEncoder? Reference { get; }

    /// <summary>By what a code is multiplied to be numbers of about 1: an embedding has length 1.</summary>
    public float CodeScale => Reference is null ? 10 : 1;

    /// <summary>The layers that every speaker's network has.</summary>
    public AcousticModelLayers<ConditionedBlockWeights[]> Layers { get; }

    /// <summary>Mean ln of each phone's steps over the speakers of training: what a pace is measured against.</summary>
    public float[] MeanLogDurations { get; }

    private ConditionedBlockWeights[] Stack(TensorSet tensors, string name, StackConfig stack)
    {
        var blocks = new ConditionedBlockWeights[stack.Blocks.Count];
        var (width, inner) = (stack.Width, stack.Inner);
        for (var i = 0; i < blocks.Length; i++)
        {
            var block = $"{name}.{i}";
            blocks[i] = new ConditionedBlockWeights(
                stack.Blocks[i].Kernel, stack.Blocks[i].Dilation,
                tensors.Layer($"{block}.filter", [stack.Blocks[i].Kernel, width], width),
                tensors.Layer($"{block}.manner", 2 * width, Config.SpeakerChannels),
                tensors.Layer($"{block}.into", inner, width),
                tensors.Layer($"{block}.out", width, inner),
                tensors.Take($"{block}.scale", width));
        }

        return blocks;
    }
}

/// <summary>
/// x + Scale · Out(silu(Into(gain · norm(Filter(x)) + shift))), gain - 1 and shift being what Manner makes of the speaker.
/// </summary>
internal sealed record ConditionedBlockWeights(
    int Kernel, int Dilation, LayerWeights Filter, LayerWeights Conditioning, LayerWeights Up, LayerWeights Down, float[] Scale);
