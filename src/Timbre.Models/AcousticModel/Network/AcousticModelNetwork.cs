using Timbre.Models.Nn;
using Timbre.Models.Nn.Layers;
using Timbre.Models.Nn.WeightFiles;

namespace Timbre.Models.AcousticModel.Network;

/// <summary>The network of one speaker: from the phones of a phrase to how long they are, to F0, to spectra.</summary>
/// <param name="Config">The sizes.</param>
/// <param name="MeanF0">The speaker's mean F0, as the conditioning vector has it.</param>
/// <param name="Layers">The parameters.</param>
/// <remarks>Any number of threads, while nobody writes to <see cref="Parameters"/>.</remarks>
internal sealed record AcousticModelNetwork(AcousticModelConfig Config, float MeanF0, AcousticModelLayers<ConvolutionStack> Layers)
{
    /// <summary>Offset of ln aperiodicity at the start of training.</summary>
    private const float AperiodicityOffset = -1.5f;

    /// <summary>All trainable parameters, in a fixed order.</summary>
    public IReadOnlyList<float[]> Parameters
    {
        get
        {
            var all = new List<float[]>();
            Map(parameters =>
            {
                all.Add(parameters);
                return parameters;
            });
            return all;
        }
    }

    /// <summary>The average voice as one speaker's network; parameters that do not depend on the speaker are shared.</summary>
    /// <param name="weights">The average voice.</param>
    /// <param name="speaker"><see cref="AcousticModelConfig.SpeakerInputs"/> numbers, see <see cref="SpeakerConditioning"/>.</param>
    public static AcousticModelNetwork ForSpeaker(AcousticModelWeights weights, ReadOnlySpan<float> speaker)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(speaker.Length, weights.Config.SpeakerInputs);
        var speakerVector = new float[weights.Config.SpeakerChannels];
        Linear.Forward(
            speaker, weights.SpeakerProjection.Weight, weights.SpeakerProjection.Bias, 1, speaker.Length, speakerVector.Length,
            speakerVector);
        Silu.Forward(speakerVector, speakerVector);
        return new AcousticModelNetwork(
            weights.Config, speaker[weights.Config.Code],
            weights.Layers.Map(parameters => parameters, blocks => ConvolutionStack.ForSpeaker(blocks, speakerVector)));
    }

    /// <summary>A network of zeros.</summary>
    /// <param name="config">Its sizes.</param>
    /// <param name="meanF0">The speaker's mean F0, as the conditioning vector has it.</param>
    public static AcousticModelNetwork CreateZero(AcousticModelConfig config, float meanF0) => new(
        config, meanF0,
        AcousticModelLayers.Create(
            config, (_, shape) => new float[shape.Aggregate((product, size) => product * size)],
            (_, stack) => ConvolutionStack.CreateZero(stack)));

    /// <summary>A network of the same shape with other numbers, made in the order of <see cref="Parameters"/>.</summary>
    /// <param name="map">Makes them: a copy, or as many zeros.</param>
    public AcousticModelNetwork Map(Func<float[], float[]> map) => this with { Layers = Layers.Map(map, stack => stack.Map(map)) };

    /// <summary>Encoder output of each phone: [phones, width].</summary>
    /// <param name="phones">Numbers of the <see cref="AcousticModelConfig.Inventory"/>.</param>
    /// <param name="contexts">[phones, contexts]</param>
    /// <param name="tape">Records the activations for a backward pass, or null.</param>
    public float[] Encode(ReadOnlySpan<int> phones, ReadOnlySpan<float> contexts, StackTape? tape = null)
    {
        var width = Config.Encoder.Width;
        var x = new float[phones.Length * width];
        Linear.Forward(contexts, Layers.ContextProjection.Weight, Layers.ContextProjection.Bias, phones.Length, Config.Contexts, width, x);
        for (var i = 0; i < phones.Length; i++)
            VectorMath.Add(Layers.PhoneEmbedding.AsSpan(phones[i] * width, width), x.AsSpan(i * width, width));
        Layers.Encoder.Forward(x, phones.Length, tape);
        return x;
    }

    /// <summary>ln of each phone's steps, fractions of a step included.</summary>
    public float[] PredictLogDurations(ReadOnlySpan<float> encoded)
    {
        var (x, phones) = (ProjectPhones(Layers.DurationInput, encoded), encoded.Length / Config.Encoder.Width);
        Layers.DurationPredictor.Forward(x, phones);
        return Project(Layers.DurationOutput, x, phones);
    }

    /// <summary>(ln F0 - the speaker's mean) / the speaker's deviation, in each step.</summary>
    /// <param name="encoded">What <see cref="Encode"/> gave.</param>
    /// <param name="durations">Steps of each phone.</param>
    public float[] PredictLogF0(ReadOnlySpan<float> encoded, ReadOnlySpan<int> durations)
    {
        var positions = PositionFeatures.Of(durations, AcousticModelConfig.PositionCount);
        var steps = positions.Length / AcousticModelConfig.PositionCount;
        var x = RegulateLength(Layers.PitchPositionProjection, positions, ProjectPhones(Layers.PitchInput, encoded), durations);
        Layers.PitchPredictor.Forward(x, steps);
        return Project(Layers.PitchOutput, x, steps);
    }

    /// <summary>
    /// Two frames for each step, [frames, <see cref="AcousticModelConfig.PerFrame"/>]: the spectrum less the speaker's mean spectrum, the
    /// bands of aperiodicity, the logit of voicing.
    /// </summary>
    /// <param name="encoded">What <see cref="Encode"/> gave.</param>
    /// <param name="durations">Steps of each phone.</param>
    /// <param name="f0">What <see cref="PredictLogF0"/> gave, or a recording's.</param>
    /// <param name="tape">Records the activations for a backward pass, or null.</param>
    public float[] Decode(ReadOnlySpan<float> encoded, ReadOnlySpan<int> durations, ReadOnlySpan<float> f0, DecoderTape? tape = null)
    {
        var positions = PositionFeatures.WithF0(durations, f0, MeanF0);
        var x = RegulateLength(Layers.PositionProjection, positions, ProjectPhones(Layers.DecoderInput, encoded), durations);
        Layers.Decoder.Forward(x, f0.Length, tape?.Blocks);
        if (tape is not null)
            (tape.Positions, tape.Output) = (positions, x);
        var frames = Project(Layers.OutputProjection, x, f0.Length);
        AddAperiodicityOffset(frames);
        return frames;
    }

    /// <summary>From what <see cref="AcousticModelLayers{TStack}.OutputProjection"/> says to frames, in place.</summary>
    internal void AddAperiodicityOffset(Span<float> frames)
    {
        for (var at = Config.Mels; at < frames.Length; at += Config.PerFrame)
        {
            for (var band = 0; band < Config.Bands; band++)
                frames[at + band] += AperiodicityOffset;
        }
    }

    /// <summary>Rows of phones at the width of a stack: as they are if there is no <paramref name="layer"/>.</summary>
    internal static float[] ProjectPhones(LayerWeights? layer, ReadOnlySpan<float> encoded) => layer is null
        ? encoded.ToArray()
        : Project(layer, encoded, encoded.Length / (layer.Weight.Length / layer.Bias.Length));

    /// <summary>Length regulator: each step's row of its phone, plus the projected positions.</summary>
    /// <param name="layer">Projects the positions to the width of the phones.</param>
    /// <param name="positions">Of each step.</param>
    /// <param name="phones">[phones, width]</param>
    /// <param name="durations">Steps of each phone.</param>
    internal static float[] RegulateLength(
        LayerWeights layer, float[] positions, ReadOnlySpan<float> phones, ReadOnlySpan<int> durations)
    {
        var (width, t) = (layer.Bias.Length, 0);
        var x = Project(layer, positions, positions.Length / (layer.Weight.Length / width));
        for (var phone = 0; phone < durations.Length; phone++)
        {
            for (var end = t + durations[phone]; t < end; t++)
                VectorMath.Add(phones.Slice(phone * width, width), x.AsSpan(t * width, width));
        }

        return x;
    }

    internal static float[] Project(LayerWeights layer, ReadOnlySpan<float> x, int rows)
    {
        var outputs = layer.Bias.Length;
        var y = new float[rows * outputs];
        Linear.Forward(x, layer.Weight, layer.Bias, rows, layer.Weight.Length / outputs, outputs, y);
        return y;
    }
}

/// <summary>Activations of the decoder's forward pass, for the backward pass.</summary>
internal sealed class DecoderTape
{
    public StackTape Blocks { get; } = new();

    /// <summary>Position features of each step.</summary>
    public float[] Positions { get; set; } = [];

    /// <summary>Output of the blocks.</summary>
    public float[] Output { get; set; } = [];
}
