using Timbre.Models.AcousticModel;
using Timbre.Models.AcousticModel.FineTuning;
using Timbre.Models.AcousticModel.Network;
using Timbre.Models.Nn.WeightFiles;

namespace Timbre.Models.Tests.AcousticModel;

/// <summary>A small network of random numbers, and a phrase for it.</summary>
internal static class RandomNetwork
{
    public static readonly AcousticModelConfig Config = new(PhoneContexts.Phones, PhoneContexts.Count, 192, 64, 5, 16, 24, 8, 0);

    public static AcousticModelNetwork Network(int seed)
    {
        var random = new Random(seed);
        return new AcousticModelNetwork(Config, 0.3f, new AcousticModelLayers<ConvolutionStack>(
            PhoneEmbedding: Numbers(random, Config.Phones * Config.Width, 1),
            ContextProjection: Layer(random, Config.Contexts, Config.Width),
            Encoder: Stack(random, AcousticModelConfig.Encoder),
            DurationPredictor: Stack(random, AcousticModelConfig.DurationPredictor),
            DurationOutput: Layer(random, Config.Width, 1),
            PitchPositionProjection: Layer(random, AcousticModelConfig.PositionCount, Config.Width),
            PitchPredictor: Stack(random, AcousticModelConfig.PitchPredictor),
            PitchOutput: Layer(random, Config.Width, 1),
            PositionProjection: Layer(random, PositionFeatures.WithF0Count, Config.Width),
            Decoder: Stack(random, AcousticModelConfig.Decoder),
            OutputProjection: Layer(random, Config.Width, AcousticModelConfig.FramesPerStep * Config.PerFrame)));
    }

    public static PhraseTargets Phrase(int seed)
    {
        var random = new Random(seed);
        int[] lengths = [6, .. Enumerable.Range(0, 12).Select(_ => random.Next(2, 14)), 8];
        var frames = AcousticModelConfig.FramesPerStep * lengths.Sum();
        return new PhraseTargets(
            [PhoneContexts.Pause, .. Enumerable.Range(0, 12).Select(_ => random.Next(PhoneContexts.Pause)), PhoneContexts.Pause],
            Numbers(random, lengths.Length * Config.Contexts, 1), lengths, Numbers(random, frames, 1),
            [.. Enumerable.Range(0, frames).Select(_ => random.Next(2) == 0)],
            Numbers(random, frames * Config.Mels, 2), [.. Numbers(random, frames * Config.Bands, 1).Select(x => x - 1.5f)]);
    }

    private static ConvolutionStack Stack(Random random, IReadOnlyList<(int Kernel, int Dilation)> shapes)
    {
        var blocks = shapes.Select(shape => new ConditionedBlockWeights(
            shape.Kernel, shape.Dilation,
            new LayerWeights(Numbers(random, shape.Kernel * Config.Width, 0.5f), Numbers(random, Config.Width, 0.2f)),
            Layer(random, Config.SpeakerChannels, 2 * Config.Width),
            Layer(random, Config.Width, Config.Inner), Layer(random, Config.Inner, Config.Width), Numbers(random, Config.Width, 0.3f)));
        return ConvolutionStack.ForSpeaker([.. blocks], Numbers(random, Config.SpeakerChannels, 1));
    }

    private static LayerWeights Layer(Random random, int inputs, int outputs) =>
        new(Numbers(random, inputs * outputs, 1 / MathF.Sqrt(inputs)), Numbers(random, outputs, 0.2f));

    private static float[] Numbers(Random random, int count, float scale) =>
        [.. Enumerable.Range(0, count).Select(_ => scale * (float)((2 * random.NextDouble()) - 1) * 1.7f)];
}
