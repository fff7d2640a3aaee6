using Timbre.Models.Nn.WeightFiles;

namespace Timbre.Models.AcousticModel.Network;

/// <summary>The parameters of the acoustic model by layer, in the order in which voice files and checkpoints have them.</summary>
/// <typeparam name="TStack">Blocks that a speaker conditions, or blocks that belong to one speaker.</typeparam>
/// <param name="PhoneEmbedding">[phones, width]</param>
/// <param name="ContextProjection">From the context features of a phone.</param>
/// <param name="Encoder">Blocks over phones.</param>
/// <param name="DurationPredictor">Blocks over phones, on the way to <paramref name="DurationOutput"/>.</param>
/// <param name="DurationOutput">To ln of a phone's steps.</param>
/// <param name="PitchPositionProjection">From the position of a step in its phone.</param>
/// <param name="PitchPredictor">Blocks over steps, on the way to <paramref name="PitchOutput"/>.</param>
/// <param name="PitchOutput">To F0.</param>
/// <param name="PositionProjection">From the position of a step in its phone, and its F0.</param>
/// <param name="Decoder">Blocks over steps, on the way to <paramref name="OutputProjection"/>.</param>
/// <param name="OutputProjection">To the frames of a step.</param>
internal sealed record AcousticModelLayers<TStack>(
    float[] PhoneEmbedding,
    LayerWeights ContextProjection,
    TStack Encoder,
    TStack DurationPredictor,
    LayerWeights DurationOutput,
    LayerWeights PitchPositionProjection,
    TStack PitchPredictor,
    LayerWeights PitchOutput,
    LayerWeights PositionProjection,
    TStack Decoder,
    LayerWeights OutputProjection)
{
    /// <summary>The same layers with other numbers, which are made in the layers' order.</summary>
    public AcousticModelLayers<TOther> Map<TOther>(Func<float[], float[]> map, Func<TStack, TOther> mapStack) => new(
        map(PhoneEmbedding),
        ContextProjection.Map(map),
        mapStack(Encoder),
        mapStack(DurationPredictor),
        DurationOutput.Map(map),
        PitchPositionProjection.Map(map),
        mapStack(PitchPredictor),
        PitchOutput.Map(map),
        PositionProjection.Map(map),
        mapStack(Decoder),
        OutputProjection.Map(map));
}

/// <summary>Makes <see cref="AcousticModelLayers{TStack}"/>.</summary>
internal static class AcousticModelLayers
{
    /// <summary>The layers of a network of some sizes.</summary>
    /// <param name="config">The sizes.</param>
    /// <param name="tensor">Makes or finds a tensor by its name in weight files and its shape, outputs first.</param>
    /// <param name="stack">Makes blocks by their name in weight files, their kernels and dilations.</param>
    public static AcousticModelLayers<TStack> Create<TStack>(
        AcousticModelConfig config, Func<string, int[], float[]> tensor,
        Func<string, IReadOnlyList<(int Kernel, int Dilation)>, TStack> stack)
    {
        var width = config.Width;
        return new AcousticModelLayers<TStack>(
            tensor("phone", [config.Phones, width]),
            Layer("context", width, config.Contexts),
            stack("encoder", AcousticModelConfig.Encoder),
            stack("lengths", AcousticModelConfig.DurationPredictor),
            Layer("length", 1, width),
            Layer("pitch_place", width, AcousticModelConfig.PositionCount),
            stack("pitches", AcousticModelConfig.PitchPredictor),
            Layer("pitch", 1, width),
            Layer("place", width, PositionFeatures.WithF0Count),
            stack("decoder", AcousticModelConfig.Decoder),
            Layer("leave", AcousticModelConfig.FramesPerStep * config.PerFrame, width));

        LayerWeights Layer(string name, int outputs, int inputs) =>
            new(tensor($"{name}.weight", [outputs, inputs]), tensor($"{name}.bias", [outputs]));
    }
}
