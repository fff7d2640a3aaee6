using Timbre.Models.Nn;
using Timbre.Models.Nn.Layers;
using Timbre.Models.Nn.WeightFiles;

namespace Timbre.Models.AcousticModel.Network;

/// <summary>The network of one speaker: from the phones of a phrase to how long they are, to F0, to spectra.</summary>
/// <remarks>Any number of threads, while nobody writes to <see cref="Parameters"/>.</remarks>
internal sealed record AcousticModelNetwork
{
    /// <summary>Where training began with ln of aperiodicity.</summary>
    private const float AperiodicityOffset = -1.5f;

    public required AcousticModelConfig Config { get; init; }

    /// <summary>The speaker's mean F0, as the network is told it.</summary>
    public required float MeanF0 { get; init; }

    public required float[] PhoneEmbedding { get; init; }

    public required LayerWeights ContextProjection { get; init; }

    public required ConvolutionStack Encoder { get; init; }

    public required ConvolutionStack DurationPredictor { get; init; }

    public required LayerWeights DurationOutput { get; init; }

    public required LayerWeights PitchPositionProjection { get; init; }

    public required ConvolutionStack PitchPredictor { get; init; }

    public required LayerWeights PitchOutput { get; init; }

    public required LayerWeights PositionProjection { get; init; }

    public required ConvolutionStack Decoder { get; init; }

    public required LayerWeights OutputProjection { get; init; }

    /// <summary>All that can be learnt, in a fixed order.</summary>
    public IEnumerable<float[]> Parameters =>
    [
        PhoneEmbedding, .. Of(ContextProjection), .. Encoder.Parameters, .. DurationPredictor.Parameters, .. Of(DurationOutput),
        .. Of(PitchPositionProjection), .. PitchPredictor.Parameters, .. Of(PitchOutput), .. Of(PositionProjection), .. Decoder.Parameters,
        .. Of(OutputProjection),
    ];

    /// <summary>The average voice as a speaker: of its numbers, those that no speaker changes are shared.</summary>
    /// <param name="weights">Of the average voice.</param>
    /// <param name="speaker">What it is told of the speaker: <see cref="AcousticModelConfig.SpeakerInputs"/> numbers, see
    /// <see cref="SpeakerConditioning"/>.</param>
    public static AcousticModelNetwork ForSpeaker(AcousticModelWeights weights, ReadOnlySpan<float> speaker)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(speaker.Length, weights.Config.SpeakerInputs);
        var speakerVector = new float[weights.Config.SpeakerChannels];
        Linear.Forward(
            speaker, weights.SpeakerProjection.Weight, weights.SpeakerProjection.Bias, 1, speaker.Length, speakerVector.Length,
            speakerVector);
        Silu.Forward(speakerVector, speakerVector);
        return new AcousticModelNetwork
        {
            Config = weights.Config,
            MeanF0 = speaker[weights.Config.Embedding],
            PhoneEmbedding = weights.PhoneEmbedding,
            ContextProjection = weights.ContextProjection,
            Encoder = ConvolutionStack.ForSpeaker(weights.Encoder, speakerVector),
            DurationPredictor = ConvolutionStack.ForSpeaker(weights.DurationPredictor, speakerVector),
            DurationOutput = weights.DurationOutput,
            PitchPositionProjection = weights.PitchPositionProjection,
            PitchPredictor = ConvolutionStack.ForSpeaker(weights.PitchPredictor, speakerVector),
            PitchOutput = weights.PitchOutput,
            PositionProjection = weights.PositionProjection,
            Decoder = ConvolutionStack.ForSpeaker(weights.Decoder, speakerVector),
            OutputProjection = weights.OutputProjection,
        };
    }

    /// <summary>A network of zeros.</summary>
    /// <param name="config">Its sizes.</param>
    /// <param name="meanF0">The speaker's mean F0, as the network is told it.</param>
    public static AcousticModelNetwork CreateZero(AcousticModelConfig config, float meanF0)
    {
        var width = config.Width;
        return new AcousticModelNetwork
        {
            Config = config,
            MeanF0 = meanF0,
            PhoneEmbedding = new float[config.Phones * width],
            ContextProjection = Zeros(config.Contexts, width),
            Encoder = ConvolutionStack.CreateZero(config, AcousticModelConfig.Encoder),
            DurationPredictor = ConvolutionStack.CreateZero(config, AcousticModelConfig.DurationPredictor),
            DurationOutput = Zeros(width, 1),
            PitchPositionProjection = Zeros(AcousticModelConfig.PositionCount, width),
            PitchPredictor = ConvolutionStack.CreateZero(config, AcousticModelConfig.PitchPredictor),
            PitchOutput = Zeros(width, 1),
            PositionProjection = Zeros(PositionFeatures.WithF0Count, width),
            Decoder = ConvolutionStack.CreateZero(config, AcousticModelConfig.Decoder),
            OutputProjection = Zeros(width, AcousticModelConfig.FramesPerStep * config.PerFrame),
        };
    }

    /// <summary>A network of the same shape with numbers of its own.</summary>
    /// <param name="map">Makes them: a copy, or as many zeros.</param>
    public AcousticModelNetwork Map(Func<float[], float[]> map) => this with
    {
        PhoneEmbedding = map(PhoneEmbedding),
        ContextProjection = new LayerWeights(map(ContextProjection.Weight), map(ContextProjection.Bias)),
        Encoder = Encoder.Map(map),
        DurationPredictor = DurationPredictor.Map(map),
        DurationOutput = new LayerWeights(map(DurationOutput.Weight), map(DurationOutput.Bias)),
        PitchPositionProjection = new LayerWeights(map(PitchPositionProjection.Weight), map(PitchPositionProjection.Bias)),
        PitchPredictor = PitchPredictor.Map(map),
        PitchOutput = new LayerWeights(map(PitchOutput.Weight), map(PitchOutput.Bias)),
        PositionProjection = new LayerWeights(map(PositionProjection.Weight), map(PositionProjection.Bias)),
        Decoder = Decoder.Map(map),
        OutputProjection = new LayerWeights(map(OutputProjection.Weight), map(OutputProjection.Bias)),
    };

    /// <summary>What is known of each phone: [phones, width].</summary>
    /// <param name="phones">Numbers of <see cref="PhoneContexts"/>.</param>
    /// <param name="contexts">[phones, contexts]</param>
    /// <param name="tape">Where somebody will go back.</param>
    public float[] Encode(ReadOnlySpan<int> phones, ReadOnlySpan<float> contexts, StackTape? tape = null)
    {
        var width = Config.Width;
        var x = new float[phones.Length * width];
        Linear.Forward(contexts, ContextProjection.Weight, ContextProjection.Bias, phones.Length, Config.Contexts, width, x);
        for (var i = 0; i < phones.Length; i++)
            VectorMath.Add(PhoneEmbedding.AsSpan(phones[i] * width, width), x.AsSpan(i * width, width));
        Encoder.Forward(x, phones.Length, tape);
        return x;
    }

    /// <summary>ln of each phone's steps, fractions of a step included.</summary>
    public float[] PredictLogDurations(ReadOnlySpan<float> encoded)
    {
        var (x, phones) = (encoded.ToArray(), encoded.Length / Config.Width);
        DurationPredictor.Forward(x, phones);
        return Project(DurationOutput, x, phones, 1);
    }

    /// <summary>(ln F0 - the speaker's mean) / the speaker's deviation, in each step.</summary>
    /// <param name="encoded">What <see cref="Encode"/> gave.</param>
    /// <param name="durations">Steps of each phone.</param>
    public float[] PredictLogF0(ReadOnlySpan<float> encoded, ReadOnlySpan<int> durations)
    {
        var positions = PositionFeatures.Of(durations, AcousticModelConfig.PositionCount);
        var steps = positions.Length / AcousticModelConfig.PositionCount;
        var x = RegulateLength(PitchPositionProjection, positions, steps, AcousticModelConfig.PositionCount, encoded, durations);
        PitchPredictor.Forward(x, steps);
        return Project(PitchOutput, x, steps, 1);
    }

    /// <summary>
    /// Two frames for each step, [frames, <see cref="AcousticModelConfig.PerFrame"/>]: the spectrum less the speaker's mean spectrum, the
    /// bands of aperiodicity, the logit of voicing.
    /// </summary>
    /// <param name="encoded">What <see cref="Encode"/> gave.</param>
    /// <param name="durations">Steps of each phone.</param>
    /// <param name="f0">What <see cref="PredictLogF0"/> gave, or a recording's.</param>
    /// <param name="tape">Where somebody will go back.</param>
    public float[] Decode(ReadOnlySpan<float> encoded, ReadOnlySpan<int> durations, ReadOnlySpan<float> f0, DecoderTape? tape = null)
    {
        var positions = PositionFeatures.WithF0(durations, f0, MeanF0);
        var x = RegulateLength(PositionProjection, positions, f0.Length, PositionFeatures.WithF0Count, encoded, durations);
        Decoder.Forward(x, f0.Length, tape?.Blocks);
        if (tape is not null)
            (tape.Positions, tape.Output) = (positions, x);
        var frames = Project(OutputProjection, x, f0.Length, AcousticModelConfig.FramesPerStep * Config.PerFrame);
        for (var at = Config.Mels; at < frames.Length; at += Config.PerFrame)
        {
            for (var band = 0; band < Config.Bands; band++)
                frames[at + band] += AperiodicityOffset;
        }

        return frames;
    }

    /// <summary>What is told of each step, and the row of its phone.</summary>
    internal float[] RegulateLength(
        LayerWeights layer, float[] positions, int steps, int positionCount, ReadOnlySpan<float> encoded, ReadOnlySpan<int> durations)
    {
        var (width, t) = (Config.Width, 0);
        var x = new float[steps * width];
        Linear.Forward(positions, layer.Weight, layer.Bias, steps, positionCount, width, x);
        for (var phone = 0; phone < durations.Length; phone++)
        {
            for (var end = t + durations[phone]; t < end; t++)
                VectorMath.Add(encoded.Slice(phone * width, width), x.AsSpan(t * width, width));
        }

        return x;
    }

    internal float[] Project(LayerWeights layer, float[] x, int rows, int outputs)
    {
        var y = new float[rows * outputs];
        Linear.Forward(x, layer.Weight, layer.Bias, rows, Config.Width, outputs, y);
        return y;
    }

    private static LayerWeights Zeros(int inputs, int outputs) => new(new float[inputs * outputs], new float[outputs]);

    private static float[][] Of(LayerWeights layer) => [layer.Weight, layer.Bias];
}

/// <summary>What the way from phones to frames saw, for the way back.</summary>
internal sealed class DecoderTape
{
    public StackTape Blocks { get; } = new();

    /// <summary>What was told of each step.</summary>
    public float[] Positions { get; set; } = [];

    /// <summary>What left the blocks.</summary>
    public float[] Output { get; set; } = [];
}
