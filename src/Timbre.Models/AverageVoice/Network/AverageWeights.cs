using Timbre.Models.WeightFiles;

namespace Timbre.Models.AverageVoice.Network;

/// <summary>The average voice's numbers, by layer.</summary>
internal sealed class AverageWeights
{
    /// <summary>Takes each of a file's tensors to its layer.</summary>
    /// <exception cref="InvalidDataException">One is missing, has another shape, or belongs to no layer.</exception>
    public AverageWeights(AverageConfig config, TensorSet tensors)
    {
        Config = config;
        var width = config.Width;
        Speaker = tensors.Layer("speaker", config.Voice, config.Speaker);
        Phone = tensors.Take("phone", config.Phones, width);
        Context = tensors.Layer("context", width, config.Contexts);
        Encoder = Stack(tensors, "encoder", AverageConfig.Encoder);
        Lengths = Stack(tensors, "lengths", AverageConfig.Lengths);
        Length = tensors.Layer("length", 1, width);
        PitchPlace = tensors.Layer("pitch_place", width, AverageConfig.Places);
        Pitches = Stack(tensors, "pitches", AverageConfig.Pitches);
        Pitch = tensors.Layer("pitch", 1, width);
        Place = tensors.Layer("place", width, AverageConfig.Places + 2);
        Decoder = Stack(tensors, "decoder", AverageConfig.Decoder);
        Leave = tensors.Layer("leave", AverageConfig.FramesPerStep * config.PerFrame, width);
        LogLengths = tensors.Take("log_lengths", config.Phones);
        tensors.Finish();
    }

    /// <summary>The sizes.</summary>
    public AverageConfig Config { get; }

    /// <summary>From what is told of a speaker to what the blocks are told.</summary>
    public LayerWeights Speaker { get; }

    /// <summary>A row for each phone.</summary>
    public float[] Phone { get; }

    /// <summary>From where a phone stands.</summary>
    public LayerWeights Context { get; }

    /// <summary>Blocks over phones.</summary>
    public BlockWeights[] Encoder { get; }

    /// <summary>Blocks over phones, on the way to <see cref="Length"/>.</summary>
    public BlockWeights[] Lengths { get; }

    /// <summary>To ln of a phone's steps.</summary>
    public LayerWeights Length { get; }

    /// <summary>From where in its phone a step lies.</summary>
    public LayerWeights PitchPlace { get; }

    /// <summary>Blocks over steps, on the way to <see cref="Pitch"/>.</summary>
    public BlockWeights[] Pitches { get; }

    /// <summary>To F0.</summary>
    public LayerWeights Pitch { get; }

    /// <summary>From where in its phone a step lies, and its F0.</summary>
    public LayerWeights Place { get; }

    /// <summary>Blocks over steps, on the way to <see cref="Leave"/>.</summary>
    public BlockWeights[] Decoder { get; }

    /// <summary>To the frames of a step.</summary>
    public LayerWeights Leave { get; }

    /// <summary>Mean ln of each phone's steps over the speakers of training: what a pace is measured against.</summary>
    public float[] LogLengths { get; }

    private BlockWeights[] Stack(TensorSet tensors, string name, IReadOnlyList<(int Kernel, int Dilation)> shapes)
    {
        var blocks = new BlockWeights[shapes.Count];
        var (width, inner) = (Config.Width, Config.Inner);
        for (var i = 0; i < blocks.Length; i++)
        {
            var block = $"{name}.{i}";
            blocks[i] = new BlockWeights(
                shapes[i].Kernel, shapes[i].Dilation,
                tensors.Layer($"{block}.filter", [shapes[i].Kernel, width], width),
                tensors.Layer($"{block}.manner", 2 * width, Config.Voice),
                tensors.Layer($"{block}.into", inner, width),
                tensors.Layer($"{block}.out", width, inner),
                tensors.Take($"{block}.scale", width));
        }

        return blocks;
    }
}

/// <summary>x + Scale · Out(silu(Into(gain · norm(Filter(x)) + shift))), gain - 1 and shift being what Manner makes of the speaker.</summary>
internal sealed record BlockWeights(int Kernel, int Dilation, LayerWeights Filter, LayerWeights Manner, LayerWeights Into, LayerWeights Out, float[] Scale);
