using Timbre.Models.Layers;
using Timbre.Models.WeightFiles;

namespace Timbre.Models.AverageVoice.Network;

/// <summary>The network of one speaker: from the phones of a phrase to how long they are, to F0, to spectra.</summary>
/// <remarks>Any number of threads, while nobody writes to <see cref="Numbers"/>.</remarks>
internal sealed record TunedNetwork
{
    /// <summary>Where training began with ln of aperiodicity.</summary>
    private const float LevelOfBands = -1.5f;

    public required AverageConfig Config { get; init; }

    /// <summary>The speaker's mean F0, as the network is told it.</summary>
    public required float MeanF0 { get; init; }

    public required float[] Phone { get; init; }

    public required LayerWeights Context { get; init; }

    public required TunedStack Encoder { get; init; }

    public required TunedStack Lengths { get; init; }

    public required LayerWeights Length { get; init; }

    public required LayerWeights PitchPlace { get; init; }

    public required TunedStack Pitches { get; init; }

    public required LayerWeights Pitch { get; init; }

    public required LayerWeights Place { get; init; }

    public required TunedStack Decoder { get; init; }

    public required LayerWeights Leave { get; init; }

    /// <summary>All that can be learnt, in a fixed order.</summary>
    public IEnumerable<float[]> Numbers =>
    [
        Phone, .. Of(Context), .. Encoder.Numbers, .. Lengths.Numbers, .. Of(Length), .. Of(PitchPlace), .. Pitches.Numbers, .. Of(Pitch), .. Of(Place), .. Decoder.Numbers, .. Of(Leave),
    ];

    /// <summary>The average voice as a speaker: of its numbers, those that no speaker changes are shared.</summary>
    /// <param name="weights">Of the average voice.</param>
    /// <param name="speaker">What it is told of the speaker: <see cref="AverageConfig.Speaker"/> numbers, see <see cref="SpeakerTraits"/>.</param>
    public static TunedNetwork For(AverageWeights weights, ReadOnlySpan<float> speaker)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(speaker.Length, weights.Config.Speaker);
        var voice = new float[weights.Config.Voice];
        Linear.Forward(speaker, weights.Speaker.Weight, weights.Speaker.Bias, 1, speaker.Length, voice.Length, voice);
        Silu.Forward(voice, voice);
        return new TunedNetwork
        {
            Config = weights.Config,
            MeanF0 = speaker[weights.Config.Embedding],
            Phone = weights.Phone,
            Context = weights.Context,
            Encoder = TunedStack.For(weights.Encoder, voice),
            Lengths = TunedStack.For(weights.Lengths, voice),
            Length = weights.Length,
            PitchPlace = weights.PitchPlace,
            Pitches = TunedStack.For(weights.Pitches, voice),
            Pitch = weights.Pitch,
            Place = weights.Place,
            Decoder = TunedStack.For(weights.Decoder, voice),
            Leave = weights.Leave,
        };
    }

    /// <summary>A network of zeros.</summary>
    /// <param name="config">Its sizes.</param>
    /// <param name="meanF0">The speaker's mean F0, as the network is told it.</param>
    public static TunedNetwork Empty(AverageConfig config, float meanF0)
    {
        var width = config.Width;
        return new TunedNetwork
        {
            Config = config,
            MeanF0 = meanF0,
            Phone = new float[config.Phones * width],
            Context = Zeros(config.Contexts, width),
            Encoder = TunedStack.Empty(config, AverageConfig.Encoder),
            Lengths = TunedStack.Empty(config, AverageConfig.Lengths),
            Length = Zeros(width, 1),
            PitchPlace = Zeros(AverageConfig.Places, width),
            Pitches = TunedStack.Empty(config, AverageConfig.Pitches),
            Pitch = Zeros(width, 1),
            Place = Zeros(StepPlaces.Toned, width),
            Decoder = TunedStack.Empty(config, AverageConfig.Decoder),
            Leave = Zeros(width, AverageConfig.FramesPerStep * config.PerFrame),
        };
    }

    /// <summary>A network of the same shape with numbers of its own.</summary>
    /// <param name="made">Makes them: a copy, or as many zeros.</param>
    public TunedNetwork With(Func<float[], float[]> made) => this with
    {
        Phone = made(Phone),
        Context = new LayerWeights(made(Context.Weight), made(Context.Bias)),
        Encoder = Encoder.With(made),
        Lengths = Lengths.With(made),
        Length = new LayerWeights(made(Length.Weight), made(Length.Bias)),
        PitchPlace = new LayerWeights(made(PitchPlace.Weight), made(PitchPlace.Bias)),
        Pitches = Pitches.With(made),
        Pitch = new LayerWeights(made(Pitch.Weight), made(Pitch.Bias)),
        Place = new LayerWeights(made(Place.Weight), made(Place.Bias)),
        Decoder = Decoder.With(made),
        Leave = new LayerWeights(made(Leave.Weight), made(Leave.Bias)),
    };

    /// <summary>What is known of each phone: [phones, width].</summary>
    /// <param name="phones">Numbers of <see cref="PhoneContexts"/>.</param>
    /// <param name="contexts">[phones, contexts]</param>
    /// <param name="tape">Where somebody will go back.</param>
    public float[] Encode(ReadOnlySpan<int> phones, ReadOnlySpan<float> contexts, StackTape? tape = null)
    {
        var width = Config.Width;
        var x = new float[phones.Length * width];
        Linear.Forward(contexts, Context.Weight, Context.Bias, phones.Length, Config.Contexts, width, x);
        for (var i = 0; i < phones.Length; i++)
            Lanes.Add(Phone.AsSpan(phones[i] * width, width), x.AsSpan(i * width, width));
        Encoder.Forward(x, phones.Length, tape);
        return x;
    }

    /// <summary>ln of each phone's steps, fractions of a step included.</summary>
    public float[] LogLengths(ReadOnlySpan<float> encoded)
    {
        var (x, phones) = (encoded.ToArray(), encoded.Length / Config.Width);
        Lengths.Forward(x, phones);
        return Out(Length, x, phones, 1);
    }

    /// <summary>(ln F0 - the speaker's mean) / the speaker's deviation, in each step.</summary>
    /// <param name="encoded">What <see cref="Encode"/> gave.</param>
    /// <param name="lengths">Steps of each phone.</param>
    public float[] LogF0(ReadOnlySpan<float> encoded, ReadOnlySpan<int> lengths)
    {
        var places = StepPlaces.Of(lengths, AverageConfig.Places);
        var steps = places.Length / AverageConfig.Places;
        var x = Into(PitchPlace, places, steps, AverageConfig.Places, encoded, lengths);
        Pitches.Forward(x, steps);
        return Out(Pitch, x, steps, 1);
    }

    /// <summary>Two frames for each step, [frames, <see cref="AverageConfig.PerFrame"/>]: the spectrum less the speaker's mean spectrum, the bands of aperiodicity, the logit of voicing.</summary>
    /// <param name="encoded">What <see cref="Encode"/> gave.</param>
    /// <param name="lengths">Steps of each phone.</param>
    /// <param name="f0">What <see cref="LogF0"/> gave, or a recording's.</param>
    /// <param name="tape">Where somebody will go back.</param>
    public float[] Frames(ReadOnlySpan<float> encoded, ReadOnlySpan<int> lengths, ReadOnlySpan<float> f0, DecoderTape? tape = null)
    {
        var places = StepPlaces.WithTone(lengths, f0, MeanF0);
        var x = Into(Place, places, f0.Length, StepPlaces.Toned, encoded, lengths);
        Decoder.Forward(x, f0.Length, tape?.Blocks);
        if (tape is not null)
            (tape.Places, tape.Left) = (places, x);
        var frames = Out(Leave, x, f0.Length, AverageConfig.FramesPerStep * Config.PerFrame);
        for (var at = Config.Mels; at < frames.Length; at += Config.PerFrame)
        {
            for (var band = 0; band < Config.Bands; band++)
                frames[at + band] += LevelOfBands;
        }

        return frames;
    }

    /// <summary>What is told of each step, and the row of its phone.</summary>
    internal float[] Into(LayerWeights layer, float[] places, int steps, int wide, ReadOnlySpan<float> encoded, ReadOnlySpan<int> lengths)
    {
        var (width, t) = (Config.Width, 0);
        var x = new float[steps * width];
        Linear.Forward(places, layer.Weight, layer.Bias, steps, wide, width, x);
        for (var phone = 0; phone < lengths.Length; phone++)
        {
            for (var end = t + lengths[phone]; t < end; t++)
                Lanes.Add(encoded.Slice(phone * width, width), x.AsSpan(t * width, width));
        }

        return x;
    }

    internal float[] Out(LayerWeights layer, float[] x, int rows, int outputs)
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
    public float[] Places { get; set; } = [];

    /// <summary>What left the blocks.</summary>
    public float[] Left { get; set; } = [];
}
