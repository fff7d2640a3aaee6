using Timbre.Models.Nn.WeightFiles;

namespace Timbre.Models.AcousticModel.Network;

/// <summary>The average voice's numbers, by layer.</summary>
internal sealed class AcousticModelWeights : INetworkWeights<AcousticModelConfig, AcousticModelWeights>
{
    private AcousticModelWeights(AcousticModelConfig config, TensorSet tensors)
    {
        Config = config;
        var width = config.Width;
        SpeakerProjection = tensors.Layer("speaker", config.SpeakerChannels, config.SpeakerInputs);
        PhoneEmbedding = tensors.Take("phone", config.Phones, width);
        ContextProjection = tensors.Layer("context", width, config.Contexts);
        Encoder = Stack(tensors, "encoder", AcousticModelConfig.Encoder);
        DurationPredictor = Stack(tensors, "lengths", AcousticModelConfig.DurationPredictor);
        DurationOutput = tensors.Layer("length", 1, width);
        PitchPositionProjection = tensors.Layer("pitch_place", width, AcousticModelConfig.PositionCount);
        PitchPredictor = Stack(tensors, "pitches", AcousticModelConfig.PitchPredictor);
        PitchOutput = tensors.Layer("pitch", 1, width);
        PositionProjection = tensors.Layer("place", width, AcousticModelConfig.PositionCount + 2);
        Decoder = Stack(tensors, "decoder", AcousticModelConfig.Decoder);
        OutputProjection = tensors.Layer("leave", AcousticModelConfig.FramesPerStep * config.PerFrame, width);
        MeanLogDurations = tensors.Take("log_lengths", config.Phones);
        tensors.Finish();
    }

    /// <inheritdoc/>
    public static WeightFileFormat Format { get; } = new("TIMBREAV", 1, "average voice", "average-voice.bin");

    /// <inheritdoc/>
    public static AcousticModelWeights Create(AcousticModelConfig config, TensorSet tensors) => new(config, tensors);

    /// <summary>The sizes.</summary>
    public AcousticModelConfig Config { get; }

    /// <summary>From what is told of a speaker to what the blocks are told.</summary>
    public LayerWeights SpeakerProjection { get; }

    /// <summary>A row for each phone.</summary>
    public float[] PhoneEmbedding { get; }

    /// <summary>From where a phone stands.</summary>
    public LayerWeights ContextProjection { get; }

    /// <summary>Blocks over phones.</summary>
    public ConditionedBlockWeights[] Encoder { get; }

    /// <summary>Blocks over phones, on the way to <see cref="DurationOutput"/>.</summary>
    public ConditionedBlockWeights[] DurationPredictor { get; }

    /// <summary>To ln of a phone's steps.</summary>
    public LayerWeights DurationOutput { get; }

    /// <summary>From where in its phone a step lies.</summary>
    public LayerWeights PitchPositionProjection { get; }

    /// <summary>Blocks over steps, on the way to <see cref="PitchOutput"/>.</summary>
    public ConditionedBlockWeights[] PitchPredictor { get; }

    /// <summary>To F0.</summary>
    public LayerWeights PitchOutput { get; }

    /// <summary>From where in its phone a step lies, and its F0.</summary>
    public LayerWeights PositionProjection { get; }

    /// <summary>Blocks over steps, on the way to <see cref="OutputProjection"/>.</summary>
    public ConditionedBlockWeights[] Decoder { get; }

    /// <summary>To the frames of a step.</summary>
    public LayerWeights OutputProjection { get; }

    /// <summary>Mean ln of each phone's steps over the speakers of training: what a pace is measured against.</summary>
    public float[] MeanLogDurations { get; }

    private ConditionedBlockWeights[] Stack(TensorSet tensors, string name, IReadOnlyList<(int Kernel, int Dilation)> shapes)
    {
        var blocks = new ConditionedBlockWeights[shapes.Count];
        var (width, inner) = (Config.Width, Config.Inner);
        for (var i = 0; i < blocks.Length; i++)
        {
            var block = $"{name}.{i}";
            blocks[i] = new ConditionedBlockWeights(
                shapes[i].Kernel, shapes[i].Dilation,
                tensors.Layer($"{block}.filter", [shapes[i].Kernel, width], width),
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
