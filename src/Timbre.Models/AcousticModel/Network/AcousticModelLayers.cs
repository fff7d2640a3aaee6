using Timbre.Models.Nn.WeightFiles;

namespace Timbre.Models.AcousticModel.Network;

/// <summary>The parameters of the acoustic model by layer, in the order in which voice files and checkpoints have them.</summary>
/// <typeparam name="TStack">Blocks that a speaker conditions, or blocks that belong to one speaker.</typeparam>
/// <param name="PhoneEmbedding">[phones, width]</param>
/// <param name="ContextProjection">From the context features of a phone.</param>
/// <param name="Encoder">Blocks over phones.</param>
/// <param name="DurationInput">From the width of the encoder to that of <paramref name="DurationPredictor"/>; null if they are the same.
/// </param>
/// <param name="DurationPredictor">Blocks over phones, on the way to <paramref name="DurationOutput"/>.</param>
/// <param name="DurationOutput">To ln of a phone's steps.</param>
/// <param name="PitchInput">As <paramref name="DurationInput"/>, to <paramref name="PitchPredictor"/>.</param>
/// <param name="PitchPositionProjection">From the position of a step in its phone.</param>
/// <param name="PitchPredictor">Blocks over steps, on the way to <paramref name="PitchOutput"/>.</param>
/// <param name="PitchOutput">To F0.</param>
/// <param name="DecoderInput">As <paramref name="DurationInput"/>, to <paramref name="Decoder"/>.</param>
/// <param name="PositionProjection">From the position of a step in its phone, and its F0.</param>
/// <param name="Decoder">Blocks over steps, on the way to <paramref name="OutputProjection"/>.</param>
/// <param name="OutputProjection">To the frames of a step.</param>
internal sealed record AcousticModelLayers<TStack>(
    float[] PhoneEmbedding,
    LayerWeights ContextProjection,
    TStack Encoder,
    LayerWeights? DurationInput,
    TStack DurationPredictor,
    LayerWeights DurationOutput,
    LayerWeights? PitchInput,
    LayerWeights PitchPositionProjection,
    TStack PitchPredictor,
    LayerWeights PitchOutput,
    LayerWeights? DecoderInput,
    LayerWeights PositionProjection,
    TStack Decoder,
    LayerWeights OutputProjection)
{
    /// <summary>The same layers with other numbers, which are made in the layers' order.</summary>
    public AcousticModelLayers<TOther> Map<TOther>(Func<float[], float[]> map, Func<TStack, TOther> mapStack) => new(
        map(PhoneEmbedding),
        ContextProjection.Map(map),
        mapStack(Encoder),
        DurationInput?.Map(map),
        mapStack(DurationPredictor),
        DurationOutput.Map(map),
        PitchInput?.Map(map),
        PitchPositionProjection.Map(map),
        mapStack(PitchPredictor),
        PitchOutput.Map(map),
        DecoderInput?.Map(map),
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
    /// <param name="stack">Makes blocks by their name in weight files and their sizes.</param>
    public static AcousticModelLayers<TStack> Create<TStack>(
        AcousticModelConfig config, Func<string, int[], float[]> tensor, Func<string, StackConfig, TStack> stack)
    {
        var (encoded, duration, pitch, decoder) = (
            config.Encoder.Width, config.DurationPredictor.Width, config.PitchPredictor.Width, config.Decoder.Width);
        return new AcousticModelLayers<TStack>(
            tensor("phone", [config.Phones, encoded]),
            Layer("context", encoded, config.Contexts),
            stack("encoder", config.Encoder),
            InputLayer("length_input", duration),
            stack("lengths", config.DurationPredictor),
            Layer("length", 1, duration),
            InputLayer("pitch_input", pitch),
            Layer("pitch_place", pitch, AcousticModelConfig.PositionCount),
            stack("pitches", config.PitchPredictor),
            Layer("pitch", 1, pitch),
            InputLayer("decoder_input", decoder),
            Layer("place", decoder, PositionFeatures.WithF0Count),
            stack("decoder", config.Decoder),
            Layer("leave", AcousticModelConfig.FramesPerStep * config.PerFrame, decoder));

        LayerWeights? InputLayer(string name, int width) => width == encoded ? null : Layer(name, width, encoded);

        LayerWeights Layer(string name, int outputs, int inputs) =>
            new(tensor($"{name}.weight", [outputs, inputs]), tensor($"{name}.bias", [outputs]));
    }
}
